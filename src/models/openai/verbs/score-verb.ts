import { LimbeckError } from '../../../core/errors.js';
import type { ScoredToken, ScoreRequest, TokenChance } from '../../../core/models/verb-request.js';
import { estimatePromptTokens } from '../../money/token-estimate.js';
import { answerWith, fieldsOf, openBody, type Fields, type ReadAnswer } from '../answer-body.js';
import type { OpenAiVerb } from './openai-verb.js';

/**
 * POST /completions with `echo` and `logprobs`: the endpoint repeats the prompt with the probability of each of its
 * tokens, and adds one token that is thrown away. Not every server does what it is asked: some answer 200 and echo
 * nothing, so the echo is looked for in the answer.
 */
export const scoreVerb: OpenAiVerb<ScoreRequest> = {
  path: '/completions',
  body(model, { messages, text = '', completion, top = 0 }) {
    if (messages) throw needsTemplate();
    return { model, prompt: text + completion, echo: true, logprobs: Math.max(1, top), max_tokens: 1, temperature: 0 };
  },
  read(body, request) {
    const opened = openBody(body);
    if (!('whole' in opened)) return opened;
    const choice = fieldsOf((opened.whole['choices'] as unknown[] | undefined)?.[0]);
    const { text = '', completion } = request;
    if (typeof choice?.['text'] !== 'string') return { state: 'garbled', what: 'a completion without a text' };
    if (!choice['text'].startsWith(text + completion)) return { state: 'refused', error: echoIgnored() };
    const places = echoedTokens(choice['logprobs'], opened.whole['usage']);
    if (!places) return { state: 'refused', error: echoIgnored() };
    const scored = tokensOf(places, completion, request.top ?? 0);
    if ('state' in scored) return scored;
    const answer = { kind: 'score' as const, text: '', finish_reason: 'stop', tokens: scored.tokens };
    return answerWith(opened.whole, answer, () => ({
      prompt: estimatePromptTokens([{ role: 'user', content: text + completion }]),
      completion: 1,
    }));
  },
};

interface EchoedToken {
  readonly text: string;
  readonly logprob: unknown;
  readonly top: unknown;
}

/** The prompt's tokens; undefined where the answer has none, or none that can be told from the one that was added. */
function echoedTokens(logprobs: unknown, usage: unknown): EchoedToken[] | undefined {
  const { tokens, token_logprobs: own, top_logprobs: top } = fieldsOf(logprobs) ?? {};
  if (!Array.isArray(tokens) || !Array.isArray(own) || own.length !== tokens.length) return undefined;
  if (!tokens.every((token) => typeof token === 'string')) return undefined;
  const counted = fieldsOf(usage)?.['prompt_tokens'];
  const length = typeof counted === 'number' ? counted : tokens.length - 1;
  if (length < 1 || length > tokens.length) return undefined;
  return tokens.slice(0, length).map((text, at) => ({
    text,
    logprob: own[at],
    top: Array.isArray(top) ? top[at] : undefined,
  }));
}

/** The last of the tokens, which together are the completion. */
function tokensOf(
  places: readonly EchoedToken[],
  completion: string,
  most: number,
): { readonly tokens: ScoredToken[] } | Exclude<ReadAnswer, { readonly state: 'answer' }> {
  let from = places.length;
  let tail = '';
  while (from > 0 && tail.length < completion.length) tail = places[--from]!.text + tail;
  if (tail !== completion)
    return { state: 'refused', error: tail.endsWith(completion) ? straddled() : tokensDiffer(completion, tail) };
  const tokens: ScoredToken[] = [];
  for (const { text, logprob, top } of places.slice(from)) {
    // The very first token of all has nothing before it, and so no probability.
    if (typeof logprob !== 'number') return { state: 'refused', error: nothingBefore() };
    const likeliest = chancesOf(top).slice(0, most);
    const mass = likeliest.reduce((sum, chance) => sum + Math.exp(chance.logprob), 0);
    tokens.push({ text, logprob, top: likeliest, tail: Math.max(0, 1 - mass) });
  }
  return { tokens };
}

function chancesOf(top: unknown): TokenChance[] {
  const chances = Object.entries((fieldsOf(top) ?? {}) as Fields).flatMap(([text, logprob]) =>
    typeof logprob === 'number' ? [{ text, logprob }] : [],
  );
  return chances.toSorted((a, b) => b.logprob - a.logprob || (a.text < b.text ? -1 : 1));
}

function needsTemplate(): LimbeckError {
  return new LimbeckError({
    code: 'score-not-offered',
    message:
      "An endpoint scores raw texts; a conversation needs the model's own chat template, which it does not tell.",
    hint: 'Score a raw text, with the template written out, or bind a local model.',
  });
}

function echoIgnored(): LimbeckError {
  return new LimbeckError({
    code: 'score-not-offered',
    message: "The endpoint answered, but without the prompt's tokens: it does not score given texts.",
    hint: 'It must honour `echo` with `logprobs` of POST /completions (vLLM does, llama.cpp does not). Take `prompt_logprobs` out of its `access` in limbeck.yaml.',
  });
}

function straddled(): LimbeckError {
  return new LimbeckError({
    code: 'score-boundary',
    kind: 'row',
    message: "One of the model's tokens begins in the prompt and ends in the text to score.",
    hint: 'Let the prompt end, or the text begin, with a space or a line break.',
  });
}

function tokensDiffer(completion: string, tail: string): LimbeckError {
  return new LimbeckError({
    code: 'score-boundary',
    kind: 'row',
    message: `The endpoint's tokens do not spell the text: ${JSON.stringify(tail.slice(0, 40))} for ${JSON.stringify(completion.slice(0, 40))}.`,
    hint: 'Some servers cannot show parts of characters; a local model can be asked instead.',
  });
}

function nothingBefore(): LimbeckError {
  return new LimbeckError({
    code: 'score-boundary',
    kind: 'row',
    message: "The text's first token has no probability: nothing stands before it.",
    hint: 'Give a prompt before the text.',
  });
}
