import { LimbeckError } from '../../core/errors.js';

/** A whole number of at least `least` from an option's text. Throws `usage`. */
export function parseWholeNumber(option: string, text: string, least: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && Number.isSafeInteger(value)) return value;
  throw new LimbeckError({
    code: 'usage',
    message: `${option} takes a whole number of at least ${least}; "${text}" is none.`,
    hint: `For example: ${option} ${Math.max(least, 20)}.`,
  });
}
