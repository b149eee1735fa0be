import { ConnectionBroken, LONGEST_REPLY_BYTES, ReplyLate, type HttpReply } from './chat-connection.js';
import { connectionFailed, garbled, timedOut, type Endpoint, type Failure } from './failure.js';
import type { Refusal } from './status-failure.js';

/** What came back: a body (JSON, or the text as it is where it is none and is not said to be), or a refusal. Throws SyntaxError. */
export function readReply(reply: HttpReply, nowMs: number): { readonly body: unknown } | { readonly refusal: Refusal } {
  const { status, headers, text } = reply;
  if (status < 200 || status >= 300) return { refusal: readRefusal(reply, nowMs) };
  const type = String(headers['content-type'] ?? '').split(';', 1)[0]!;
  if (text === '') return { body: undefined };
  if (type.includes('application/json') || type.trim().endsWith('+json')) return { body: parseJson(text) };
  // Some servers call their JSON text.
  if (!text.trimStart().startsWith('{')) return { body: text };
  try {
    return { body: parseJson(text) };
  } catch {
    return { body: text };
  }
}

const STRING_OR_NO_NUMBER = /"(?:[^"\\]|\\.)*"|-?\b(?:NaN|Infinity)\b/g;

/** Servers in Python write NaN and Infinity among logprobs, which JSON does not have: they are read as null. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (!/NaN|Infinity/.test(text)) throw error;
    return JSON.parse(
      text.replace(STRING_OR_NO_NUMBER, (found) => (found.startsWith('"') ? found : 'null')),
    ) as unknown;
  }
}

/** What it means that no reply came that can be read. Any other error is thrown on. */
export function postFailure(endpoint: Endpoint, error: unknown): Failure {
  if (error instanceof ReplyLate) return timedOut(endpoint);
  if (error instanceof ConnectionBroken && error.code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE')
    return garbled(endpoint, `more than ${LONGEST_REPLY_BYTES / 1024 / 1024} MB, which no reply needs`);
  if (error instanceof ConnectionBroken) return connectionFailed(endpoint, error.code, error.message);
  if (error instanceof SyntaxError) return garbled(endpoint, `JSON that cannot be read: ${error.message}`);
  throw error;
}

/** What the body of a reply with an error status says of it. Servers vary: a page, plain text or nothing will do. */
function readRefusal({ status, headers, text }: HttpReply, nowMs: number): Refusal {
  const error = errorIn(text);
  const { message, code, type, param } = typeof error === 'object' ? error : { message: error };
  return {
    status,
    message: textOf(message) ?? textOf(error) ?? (text.trim() === '' ? 'status code (no body)' : text),
    code: textOf(code ?? type),
    param: textOf(param),
    headers: { get: (name) => textOf(headers[name]) ?? null },
    nowMs,
  };
}

interface ErrorFields {
  readonly message?: unknown;
  readonly code?: unknown;
  readonly type?: unknown;
  readonly param?: unknown;
}

/** Its `error`; undefined when there is none. */
function errorIn(text: string): ErrorFields | string | undefined {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    return undefined;
  }
  const error = typeof body === 'object' && body !== null ? (body as { error?: unknown }).error : undefined;
  return typeof error === 'string' || (typeof error === 'object' && error !== null) ? error : undefined;
}

function textOf(value: unknown): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join(', ') : JSON.stringify(value);
}
