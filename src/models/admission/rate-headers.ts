/**
 * What an endpoint's headers say of its limits: how many requests or tokens are left, and when they are full again. The
 * forms of OpenAI (and those who follow it), Anthropic, gateways and the IETF draft; anything else is as if absent.
 */
export interface RateRemainder {
  readonly remaining: number;
  /** Milliseconds since 1970. */
  readonly resetAt: number;
}

export interface RateHeaders {
  readonly requests?: RateRemainder;
  readonly tokens?: RateRemainder;
}

/** Lower-case names, as Node gives them. */
type Headers = Readonly<Record<string, string | string[] | undefined>>;
/** Names of the headers with what is left and when it is full again. */
type Names = readonly [remaining: string, reset: string];

const REQUESTS: readonly Names[] = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['anthropic-ratelimit-requests-remaining', 'anthropic-ratelimit-requests-reset'],
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
  ['ratelimit-remaining', 'ratelimit-reset'],
];
const TOKENS: readonly Names[] = [
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['anthropic-ratelimit-tokens-remaining', 'anthropic-ratelimit-tokens-reset'],
  ['anthropic-ratelimit-input-tokens-remaining', 'anthropic-ratelimit-input-tokens-reset'],
];

/** Undefined when the headers say nothing, which is the usual case and must cost nothing. */
export function readRateHeaders(headers: Headers, nowMs: number): RateHeaders | undefined {
  const requests = remainderOf(headers, REQUESTS, nowMs);
  const tokens = remainderOf(headers, TOKENS, nowMs);
  if (!requests && !tokens) return undefined;
  return { ...(requests ? { requests } : {}), ...(tokens ? { tokens } : {}) };
}

function remainderOf(headers: Headers, forms: readonly Names[], nowMs: number): RateRemainder | undefined {
  for (const [remainingName, resetName] of forms) {
    const text = headers[remainingName];
    if (typeof text !== 'string' || !/^\d+$/.test(text)) continue;
    const resetAt = resetTime(headers[resetName], nowMs);
    if (resetAt !== undefined) return { remaining: Number(text), resetAt };
  }
  return undefined;
}

const DURATION = /^(?:(\d+)d)?(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?$/;
/** Numbers this large are times, not spans. */
const EPOCH_SECONDS = 1e9;
const EPOCH_MS = 1e12;

/** "6m0s", "20ms", seconds, seconds or milliseconds since 1970, or a date. */
function resetTime(value: string | string[] | undefined, nowMs: number): number | undefined {
  if (typeof value !== 'string' || value === '') return undefined;
  const number = Number(value);
  if (number >= EPOCH_MS) return number;
  if (number >= EPOCH_SECONDS) return number * 1000;
  if (number >= 0) return nowMs + number * 1000;
  const parts = DURATION.exec(value);
  if (parts) {
    const [, days = 0, hours = 0, minutes = 0, seconds = 0, ms = 0] = parts;
    const wholeMinutes = (Number(days) * 24 + Number(hours)) * 60 + Number(minutes);
    return nowMs + Math.round((wholeMinutes * 60 + Number(seconds)) * 1000 + Number(ms));
  }
  const date = /^\d{4}-\d\d-\d\dT|^[A-Z][a-z]{2}, /.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : date;
}
