import type { LimbeckError } from '../../core/errors.js';
import type { ProviderAnswer } from '../contract.js';
import { impliedStatus } from './implied-status.js';

/** What the body of a reply says, or why it says nothing. Servers vary: nothing about a body is taken on trust. */
export type ReadAnswer =
  | { readonly state: 'answer'; readonly answer: ProviderAnswer; readonly estimated: boolean }
  | NoAnswer;

export type NoAnswer =
  | {
      readonly state: 'error';
      readonly status: number | undefined;
      readonly message: string;
      readonly code: string | undefined;
    }
  | { readonly state: 'garbled'; readonly what: string }
  /** An answer that says that the endpoint, or this request, cannot be served so. */
  | { readonly state: 'refused'; readonly error: LimbeckError };

export type Fields = Readonly<Record<string, unknown>>;
export const fieldsOf = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** The body's fields; errors come with status 200 too. */
export function openBody(body: unknown): { readonly whole: Fields } | NoAnswer {
  const whole = fieldsOf(body);
  if (!whole)
    return {
      state: 'garbled',
      what: typeof body === 'string' ? `something that is not JSON: ${body}` : 'an empty body',
    };
  return whole['error'] ? readError(whole['error']) : { whole };
}

/** The tokens to go by where a server does not count. */
export interface TokenGuess {
  readonly prompt: number;
  readonly completion: number;
}

/** An answer with what the server says of its cost and of itself. */
export function answerWith(
  whole: Fields,
  answer: Omit<ProviderAnswer['answer'], 'usage'>,
  guess: () => TokenGuess,
): Extract<ReadAnswer, { readonly state: 'answer' }> {
  const counted = usageOf(whole['usage']);
  const { prompt, completion } = counted ? { prompt: 0, completion: 0 } : guess();
  const usage = counted ?? { prompt_tokens: prompt, completion_tokens: completion };
  return {
    state: 'answer',
    estimated: !counted,
    answer: { answer: { ...answer, usage }, facts: factsOf(whole, counted !== undefined) },
  };
}

function readError(error: unknown): NoAnswer {
  const { message, code, status, type } = fieldsOf(error) ?? { message: error };
  const numeric = [status, code].map(Number).find((value) => value >= 300 && value < 600);
  const words = typeof message === 'string' ? message : JSON.stringify(error);
  const name = [code, type].find((value) => typeof value === 'string');
  return { state: 'error', status: numeric ?? impliedStatus(name, words), message: words, code: name };
}

function usageOf(usage: unknown): ProviderAnswer['answer']['usage'] | undefined {
  const counted = fieldsOf(usage);
  const prompt = counted?.['prompt_tokens'];
  const completion = counted?.['completion_tokens'];
  if (!isCount(prompt) || !isCount(completion)) return undefined;
  const cached = fieldsOf(counted?.['prompt_tokens_details'])?.['cached_tokens'];
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    ...(isCount(cached) && cached > 0 ? { cached_tokens: cached } : {}),
  };
}

const isCount = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 0;

function factsOf(body: Fields, isCounted: boolean): Record<string, string> {
  const facts: Record<string, string> = {};
  for (const name of ['id', 'model', 'system_fingerprint'])
    if (typeof body[name] === 'string') facts[name] = body[name];
  if (!isCounted) facts['usage'] = 'estimated';
  return facts;
}
