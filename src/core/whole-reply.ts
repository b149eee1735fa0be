import { isLimbeckError, LimbeckError } from './errors.js';
import type { ModelReply } from './model-request.js';

/** The reply's text; a `row` error when the reply was cut off at its token limit. */
export function wholeText(reply: ModelReply): string {
  if (reply.finish_reason !== 'length') return reply.text;
  throw new LimbeckError({
    code: 'reply-cut-off',
    message: 'The reply was cut off at its token limit.',
    hint: 'Raise max_tokens, or ask for a shorter reply.',
    kind: 'row',
  });
}

/** The error's code when it concerns one row alone; anything else is thrown on. */
export function rowErrorCode(error: unknown): string {
  if (isLimbeckError(error) && error.kind === 'row') return error.code;
  throw error;
}
