/**
 * How long to wait before trying again: what the server said, or doubling from half a second to half a minute. Spread
 * by chance, so that many callers do not come back at the same moment.
 */
const FIRST_MS = 500;
const LONGEST_MS = 30_000;

/** `attempt` counts from 0; `random` gives [0, 1). */
export function backoffMs(attempt: number, random: () => number, retryAfterMs?: number): number {
  // Never earlier than the server said, at most a tenth later.
  if (retryAfterMs !== undefined) return Math.round(retryAfterMs * (1 + random() / 10));
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** attempt);
  return Math.round(full / 2 + (random() * full) / 2);
}

interface HeaderReader {
  get(name: string): string | null;
}

/** From `retry-after-ms`, else `retry-after` in seconds or as a date; undefined when neither says anything sensible. */
export function retryAfterOf(headers: HeaderReader | undefined, nowMs: number): number | undefined {
  const ms = Number(headers?.get('retry-after-ms') ?? Number.NaN);
  if (ms >= 0) return ms;
  const text = headers?.get('retry-after');
  if (text === null || text === undefined || text.trim() === '') return undefined;
  const seconds = Number(text);
  if (seconds >= 0) return seconds * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - nowMs);
}
