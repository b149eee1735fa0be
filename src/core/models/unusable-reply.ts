import { isLimbeckError } from '../errors.js';

/** Whether a code says that a reply was given and cannot be used. */
export function isUnusableReply(code: string): boolean {
  return code.startsWith('reply-');
}

/**
 * The code of an error that says a model's reply cannot be used (`reply-cut-off`, `reply-filtered`, `reply-invalid`).
 * Any other error is thrown on: a request that the endpoint refused says nothing about the model.
 */
export function unusableReplyCode(error: unknown): string {
  if (isLimbeckError(error) && error.kind === 'row' && isUnusableReply(error.code)) return error.code;
  throw error;
}
