import type { LimbeckError } from '../../core/errors.js';
import type { ProviderAnswer, ProviderRequest } from '../contract.js';
import { bodyResult } from '../openai/body-result.js';
import { chatRequest } from '../openai/chat-request.js';
import type { Endpoint } from '../openai/failure.js';
import { statusFailure } from '../openai/status-failure.js';
import { onlyChat } from '../verb-not-offered.js';

/** A request as a batch's file has it. Its own id is its response key: an answer says what it answers. */
export function requestLine(input: {
  readonly key: string;
  readonly model: string;
  readonly request: ProviderRequest;
  readonly structuredOutput: boolean;
}): string {
  const body = chatRequest(input.model, onlyChat(input.model, input.request), input.structuredOutput);
  return `${JSON.stringify({ custom_id: input.key, method: 'POST', url: '/v1/chat/completions', body })}\n`;
}

/** What one line of a batch's output or error file says. */
export type LineResult =
  | { readonly state: 'answer'; readonly answer: ProviderAnswer }
  /** Will not be answered however often it is asked. */
  | { readonly state: 'failed'; readonly error: LimbeckError }
  /** Was not reached, or met trouble that may pass. */
  | { readonly state: 'again' };

export interface ReadLinesInput {
  readonly endpoint: Endpoint;
  readonly batch: string;
  /** The request of a key, where the caller has it. */
  readonly requestOf: (key: string) => ProviderRequest | undefined;
  readonly nowMs: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** Results by key, whatever the order. Lines that make no sense or name no key say nothing. */
export function readLines(text: string, input: ReadLinesInput): Map<string, LineResult> {
  const results = new Map<string, LineResult>();
  for (const line of text.split('\n')) {
    const fields = parse(line);
    const key = fields?.['custom_id'];
    if (typeof key === 'string' && !results.has(key)) results.set(key, readLine(fields!, key, input));
  }
  return results;
}

function parse(line: string): Fields | undefined {
  if (line === '') return undefined;
  try {
    return fieldsOf(JSON.parse(line));
  } catch {
    return undefined;
  }
}

function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** Online and in a batch the same reply means the same. */
function readLine(line: Fields, key: string, input: ReadLinesInput): LineResult {
  const { endpoint, nowMs } = input;
  const response = fieldsOf(line['response']);
  // Not reached: batch_expired, batch_cancelled and the like.
  if (!response) return { state: 'again' };
  const { status_code: status, body } = response;
  if (status === 200) {
    const result = bodyResult({ endpoint, body, request: input.requestOf(key) ?? { messages: [] }, nowMs });
    if ('error' in result) return result.health === 'alive' && result.retries === 0 ? failed(result.error) : again;
    return { state: 'answer', answer: { ...result, facts: { ...result.facts, batch: input.batch } } };
  }
  if (typeof status !== 'number') return again;
  const error = fieldsOf(fieldsOf(body)?.['error']) ?? {};
  const textOf = (name: string): string | undefined => (typeof error[name] === 'string' ? error[name] : undefined);
  const failure = statusFailure(endpoint, {
    status,
    message: textOf('message') ?? JSON.stringify(body ?? ''),
    code: textOf('code') ?? textOf('type'),
    param: textOf('param'),
    headers: undefined,
    nowMs,
  });
  return failure.error.kind === 'transient' ? again : failed(failure.error);
}

const again: LineResult = { state: 'again' };
const failed = (error: LimbeckError): LineResult => ({ state: 'failed', error });
