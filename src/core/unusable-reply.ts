import { isLimbeckError } from './errors.js';

/**
 * The code of an error that says a model's reply cannot be used (`reply-cut-off`, `reply-filtered`, `reply-invalid`).
 * Any other error is thrown on: a request that the endpoint refused says nothing about the model.
 */
export function unusableReplyCode(error: unknown): string {
  if (isLimbeckError(error) && error.kind === 'row' && error.code.startsWith('reply-')) return error.code;
  throw error;
}
