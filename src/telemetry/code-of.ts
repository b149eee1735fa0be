import { isLimbeckError } from '../core/errors.js';

/** The stable code of an error, also of one that has become Temporal's failure. */
export function codeOf(error: unknown): string {
  if (isLimbeckError(error)) return error.code;
  if (typeof error === 'object' && error !== null && 'type' in error && typeof error.type === 'string')
    return error.type;
  return error instanceof Error ? error.name : 'unknown';
}
