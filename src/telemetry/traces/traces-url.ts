import { LimbeckError } from '../../core/errors.js';

/** Where spans go: an OTLP/HTTP collector; without a path, its usual one. Throws `usage`. */
export function parseTracesUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    throw new LimbeckError({
      code: 'usage',
      message: `--traces takes the address of an OTLP/HTTP collector, not "${text}".`,
      hint: 'For example: --traces http://127.0.0.1:4318',
    });
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url.href;
}
