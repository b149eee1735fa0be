import { sha256Hex } from '../core/digest.js';
import type { Generation, ReplyPiece } from '../models/onnx/contract.js';
import { expectManyListeners } from '../models/asking/shared-signal.js';
import { ApiFault } from '../openai-api/api-fault.js';
import type { Desk } from './desk.js';
import type { ReplyRequest } from './reply-request.js';

/** Who hears of a reply while it is written. */
export interface ReplyListener {
  onPiece(choice: number, piece: ReplyPiece): void;
  onEnd(choice: number, generation: Generation): void;
}

/**
 * All replies of one request, in the order of prompts and then of samples. Throws before anything is generated when a
 * prompt does not fit or too many wait; the first that fails ends the others.
 */
export async function generateReplies(
  desk: Desk,
  request: ReplyRequest,
  options: { readonly signal: AbortSignal; readonly listener?: ReplyListener },
): Promise<Generation[]> {
  const { prompts, n, sampling } = request;
  checkPrompts(desk, request);
  takePlaces(desk, prompts.length * n);
  const { listener } = options;
  const failed = new AbortController();
  const signal = AbortSignal.any([options.signal, desk.stopped, failed.signal]);
  expectManyListeners(signal);
  const seed = sampling.seed ?? desk.chance.newSeed();
  const tasks = prompts.flatMap((prompt, p) =>
    Array.from({ length: n }, async (_, sample) => {
      const choice = p * n + sample;
      const generation = await desk.places.run(signal, () =>
        desk.engine.generate({
          ...sampling,
          input: { prompt },
          seed: seedOfSample(seed, sample),
          signal,
          ...(listener === undefined ? {} : { onPiece: (piece) => listener.onPiece(choice, piece) }),
        }),
      );
      if (generation.finishReason === 'prompt-too-long') throw tooLong(desk, request, generation.promptTokens);
      listener?.onEnd(choice, generation);
      return generation;
    }),
  );
  try {
    return await Promise.all(tasks);
  } catch (error) {
    failed.abort(error);
    await Promise.allSettled(tasks);
    throw error;
  }
}

/** The first sample of a seed is the same however many follow it. */
function seedOfSample(seed: number, sample: number): number {
  return sample === 0 ? seed : Number.parseInt(sha256Hex(`${seed}/${sample}`).slice(0, 8), 16);
}

/** Characters a token may stand for on average; a longer prompt is not even counted, because counting holds up all others. */
const charactersPerToken = 32;

function checkPrompts(desk: Desk, request: ReplyRequest): void {
  const { context } = desk.engine.info;
  for (const prompt of request.prompts) {
    if (prompt.length > context * charactersPerToken) throw tooLong(desk, request, `${prompt.length} characters`);
    const tokens = desk.engine.countTokens(prompt);
    if (tokens >= context) throw tooLong(desk, request, tokens);
  }
}

function tooLong(desk: Desk, request: ReplyRequest, has: string | number): ApiFault {
  const { context } = desk.engine.info;
  return new ApiFault(
    `This model's context has ${context} tokens for prompt and reply together; the prompt alone has ${has}.`,
    { param: request.promptParam, code: 'context_length_exceeded' },
  );
}

function takePlaces({ places }: Desk, wanted: number): void {
  if (wanted > places.most) {
    throw new ApiFault(`${wanted} replies at once were asked for; this server takes on ${places.most} in all.`);
  }
  if (!places.isFull(wanted)) return;
  throw new ApiFault(`${places.waiting} replies wait already; try again in a moment.`, {
    status: 429,
    code: 'queue_full',
    headers: { 'retry-after': '1' },
  });
}
