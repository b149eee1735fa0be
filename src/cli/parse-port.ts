import { LimbeckError } from '../core/errors.js';

/** The value of --port; 0 stands for a free one. Throws `usage`. */
export function parsePort(text: string): number {
  const port = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (port <= 65_535) return port;
  throw new LimbeckError({
    code: 'usage',
    message: `--port takes a number from 0 to 65535, not "${text}".`,
    hint: 'For example: --port 8765',
  });
}
