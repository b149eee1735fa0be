import { createRandom, type Random } from '../../core/random.js';
import { chooseLikeliest, drawToken, findLikeliest, logNorm, penalise } from './choose-token.js';
import type { GenerateRequest, Generation, TokenChance, TokenLogprob } from './contract.js';
import { ReplyText } from './reply-text.js';
import type { TextTokenizer } from './text-tokenizer.js';

export interface ReplyInput {
  readonly request: GenerateRequest;
  readonly promptIds: readonly number[];
  readonly context: number;
  readonly endIds: ReadonlySet<number>;
  readonly tokenizer: TextTokenizer;
}

/** One request from its prompt to its last token: chooses tokens and knows when to end. Equal logits, equal reply. */
export class ReplyInProgress {
  readonly promptIds: readonly number[];
  readonly #ids: number[] = [];
  readonly #limit: number;
  readonly #random: Random;
  /** Only where text is looked at before the end. */
  readonly #text: ReplyText | undefined;
  readonly #logprobs: TokenLogprob[] = [];
  #reason: Generation['finishReason'] | undefined;

  constructor(private readonly input: ReplyInput) {
    const { request, promptIds, context, tokenizer } = input;
    const room = context - promptIds.length;
    const stop = request.stop.filter((text) => text !== '');
    this.promptIds = promptIds;
    this.#limit = Math.min(request.maxTokens, room);
    this.#random = createRandom(`student reply ${request.seed}`);
    this.#text = stop.length > 0 || request.onPiece ? new ReplyText(tokenizer, stop) : undefined;
    if (room < 1) this.#reason = 'prompt-too-long';
  }

  get signal(): AbortSignal {
    return this.input.request.signal;
  }

  get over(): boolean {
    return this.#reason !== undefined;
  }

  get lastToken(): number {
    return this.#ids.at(-1) ?? this.promptIds.at(-1)!;
  }

  /** Chooses the next token. The logits are written over. */
  accept(logits: Float32Array): void {
    const { request, endIds } = this.input;
    // Read before the penalty, which changes the logits in place.
    const said = request.topLogprobs === undefined ? undefined : this.#readLogits(logits, request.topLogprobs);
    const id = this.#choose(logits);
    this.#ids.push(id);
    if (endIds.has(id)) {
      this.#reason = 'stop';
      this.#text?.appendEnd(id);
      this.#give(undefined);
      return;
    }
    const token = said?.tokenOf(id);
    if (token) this.#logprobs.push(token);
    if (this.#text?.append(id)) this.#reason = 'stop';
    else if (this.#ids.length >= this.#limit) this.#reason = 'length';
    this.#give(token);
  }

  finish(): Generation {
    return {
      text: this.#text?.text ?? this.input.tokenizer.decode(this.#ids),
      finishReason: this.#reason ?? 'length',
      promptTokens: this.promptIds.length,
      completionTokens: this.#ids.length,
      ...(this.input.request.topLogprobs === undefined ? {} : { logprobs: this.#logprobs }),
    };
  }

  #readLogits(logits: Float32Array, count: number): { tokenOf(id: number): TokenLogprob } {
    const norm = logNorm(logits);
    const said = this.input.request.presencePenalty === 0 ? logits : logits.slice();
    const chanceOf = (tokenId: number): TokenChance => ({
      tokenId,
      text: this.input.tokenizer.textOf(tokenId),
      logprob: said[tokenId]! - norm,
    });
    return { tokenOf: (id) => ({ ...chanceOf(id), top: findLikeliest(said, count).map(chanceOf) }) };
  }

  #choose(logits: Float32Array): number {
    const { temperature, topP, presencePenalty } = this.input.request;
    if (presencePenalty !== 0) penalise(logits, this.#ids, presencePenalty);
    if (temperature <= 0) return chooseLikeliest(logits);
    return drawToken({ logits, temperature, topP, random: this.#random });
  }

  #give(token: TokenLogprob | undefined): void {
    const { request } = this.input;
    if (!request.onPiece || !this.#text) return;
    const text = this.#text.takePiece(this.over);
    if (text !== '' || token) request.onPiece({ text, ...(token ? { token } : {}) });
  }
}
