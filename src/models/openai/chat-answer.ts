import type { ProviderAnswer } from '../contract.js';
import { impliedStatus } from './implied-status.js';

/** What a chat completion's body says, or why it says nothing. Servers vary: nothing about the body is taken on trust. */
export type ReadAnswer =
  | { readonly state: 'answer'; readonly answer: ProviderAnswer; readonly estimated: boolean }
  | {
      readonly state: 'error';
      readonly status: number | undefined;
      readonly message: string;
      readonly code: string | undefined;
    }
  | { readonly state: 'garbled'; readonly what: string };

type Fields = Readonly<Record<string, unknown>>;
const fields = (value: unknown): Fields | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;

/** `estimate` stands in for the usage of servers that do not count. */
export function readAnswer(
  body: unknown,
  estimate: (text: string) => { prompt: number; completion: number },
): ReadAnswer {
  const whole = fields(body);
  if (!whole)
    return {
      state: 'garbled',
      what: typeof body === 'string' ? `something that is not JSON: ${body}` : 'an empty body',
    };
  if (whole['error']) return readError(whole['error']);
  const choice = fields((whole['choices'] as unknown[] | undefined)?.[0]);
  if (!choice) return { state: 'garbled', what: 'a completion without choices' };
  const message = fields(choice['message']);
  const text = textOf(message);
  const finish = typeof choice['finish_reason'] === 'string' ? choice['finish_reason'] : 'unknown';
  // A filtered or cut-off reply may have no content at all; any other must.
  if (text === undefined && !['length', 'content_filter'].includes(finish))
    return { state: 'garbled', what: 'a message without content' };
  const counted = usageOf(whole['usage']);
  const guessed = counted ? undefined : estimate(text ?? '');
  return {
    state: 'answer',
    estimated: !counted,
    answer: {
      answer: {
        text: text ?? '',
        finish_reason: finish,
        usage: counted ?? { prompt_tokens: guessed!.prompt, completion_tokens: guessed!.completion },
        ...(choice['logprobs'] ? { logprobs: choice['logprobs'] } : {}),
      },
      facts: factsOf(whole, counted !== undefined),
    },
  };
}

function readError(error: unknown): ReadAnswer {
  const { message, code, status, type } = fields(error) ?? { message: error };
  const numeric = [status, code].map(Number).find((value) => value >= 300 && value < 600);
  const words = typeof message === 'string' ? message : JSON.stringify(error);
  const name = [code, type].find((value) => typeof value === 'string');
  return { state: 'error', status: numeric ?? impliedStatus(name, words), message: words, code: name };
}

function textOf(message: Fields | undefined): string | undefined {
  const content = message?.['content'];
  if (typeof content === 'string') return content;
  if (Array.isArray(content))
    return content
      .map((part) => fields(part)?.['text'])
      .filter((text) => typeof text === 'string')
      .join('');
  const refusal = message?.['refusal'];
  return typeof refusal === 'string' ? refusal : undefined;
}

function usageOf(usage: unknown): ProviderAnswer['answer']['usage'] | undefined {
  const counted = fields(usage);
  const prompt = counted?.['prompt_tokens'];
  const completion = counted?.['completion_tokens'];
  if (!isCount(prompt) || !isCount(completion)) return undefined;
  const cached = fields(counted?.['prompt_tokens_details'])?.['cached_tokens'];
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
