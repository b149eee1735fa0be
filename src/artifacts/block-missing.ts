import { LimbeckError } from '../core/errors.js';

/** A row names values, and no block of its data set has their digest. */
export function blockMissing(digest: string): LimbeckError {
  return new LimbeckError({
    code: 'values-missing',
    message: `A row names the values ${digest.slice(0, 12)}, and they are nowhere to be found.`,
    hint: 'Rows of this kind keep their values beside them: they cannot be written by hand, or outlive their data set.',
  });
}
