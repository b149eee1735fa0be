import { ApiFault } from './api-fault.js';

/** Fields of a request's body. Absent and null are the same to OpenAI's API; anything else of the wrong form is a fault that names it. */
export type RequestBody = Readonly<Record<string, unknown>>;

export function parseBody(text: string): RequestBody {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ApiFault(`The body is not JSON: ${(error as Error).message}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ApiFault('The body is not an object.');
  return value as RequestBody;
}

interface NumberField {
  readonly from: number;
  readonly to: number;
  readonly whole?: boolean;
}

export function readNumber(
  body: RequestBody,
  param: string,
  { from, to, whole = false }: NumberField,
): number | undefined {
  const value = body[param];
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number' && value >= from && value <= to && (!whole || Number.isInteger(value))) return value;
  throw new ApiFault(`${param} must be ${whole ? 'an integer' : 'a number'} from ${from} to ${to}.`, { param });
}

export function readFlag(body: RequestBody, param: string): boolean {
  const value = body[param];
  if (value === undefined || value === null) return false;
  if (typeof value === 'boolean') return value;
  throw new ApiFault(`${param} must be true or false.`, { param });
}

/** An integer that JSON carries without loss. */
export function readSeed(body: RequestBody): number | undefined {
  return readNumber(body, 'seed', { from: Number.MIN_SAFE_INTEGER, to: Number.MAX_SAFE_INTEGER, whole: true });
}

/** One text or a list of up to four. */
export function readStop(body: RequestBody): string[] {
  const value = body['stop'];
  if (value === undefined || value === null) return [];
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length > 4) throw new ApiFault('stop may have four texts.', { param: 'stop' });
  const bad = texts.findIndex((text) => typeof text !== 'string' || text === '');
  if (bad < 0) return texts as string[];
  throw new ApiFault('stop must be a text or a list of texts, none of them empty.', {
    param: Array.isArray(value) ? `stop[${bad}]` : 'stop',
  });
}

/** The two names of one limit. */
export function readMaxTokens(body: RequestBody): number | undefined {
  const within = { from: 1, to: 1_000_000, whole: true };
  const old = readNumber(body, 'max_tokens', within);
  const current = readNumber(body, 'max_completion_tokens', within);
  if (old !== undefined && current !== undefined && old !== current) {
    throw new ApiFault('max_tokens and max_completion_tokens are two names of one limit: give one.', {
      param: 'max_tokens',
    });
  }
  return current ?? old;
}
