/**
 * The HTTP status that an error with status 200 should have had, by its code and words; undefined when they say nothing.
 * Gateways answer so when the server behind them failed after theirs had begun.
 */
const FORMS: readonly (readonly [words: RegExp, status: number])[] = [
  [/insufficient_quota|credit balance/i, 402],
  [/invalid_api_key|incorrect api key|authentication_error|permission_error/i, 401],
  [/context_length|maximum context|prompt is too long|content_filter|content_policy/i, 400],
  [/rate[ _-]?limit|too many requests|\b429\b/i, 429],
  [/overloaded|unavailable|capacity|\b503\b/i, 503],
  [/server_error|internal (?:server )?error|api_error|timed? ?out|timeout|try again|\b50[024]\b/i, 500],
];

export function impliedStatus(code: string | undefined, message: string): number | undefined {
  return FORMS.find(([words]) => words.test(`${code ?? ''} ${message}`))?.[1];
}
