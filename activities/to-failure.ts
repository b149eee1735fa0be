import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { LimbeckError, isLimbeckError } from '../src/core/errors.js';

/**
 * The one place where an error becomes Temporal's failure: type = code, and only `transient` is tried again. What an
 * aborted activity throws is the abort, whatever its code made of it.
 */
export function toFailure(error: unknown, signal?: AbortSignal): Error {
  if (error instanceof CancelledFailure || error instanceof ApplicationFailure) return error;
  if (signal?.aborted)
    return signal.reason instanceof CancelledFailure ? signal.reason : new CancelledFailure('Cancelled');
  const known = isLimbeckError(error) ? error : fromUnknown(error);
  return ApplicationFailure.create({
    message: known.message,
    type: known.code,
    nonRetryable: known.kind !== 'transient',
    details: [{ hint: known.hint, kind: known.kind }],
    ...(expected.has(known.code) ? { category: ApplicationFailureCategory.BENIGN } : {}),
    // Temporal takes 0 for "never again".
    ...(known.retryAfterMs ? { nextRetryDelay: known.retryAfterMs } : {}),
    ...(known.cause instanceof Error ? { cause: known.cause } : {}),
  });
}

/** Ways to end that are no trouble: Temporal's logs and metrics need not sound the alarm. */
const expected: ReadonlySet<string> = new Set(['worker-stopped', 'gate-not-met', 'budget-reached']);

/** Node's codes for trouble that a person must mend. */
const byErrno: Readonly<Record<string, { readonly code: string; readonly hint: string }>> = {
  ENOSPC: { code: 'disk-full', hint: 'Free some space, then resume the run: nothing that was finished is lost.' },
  EDQUOT: { code: 'disk-full', hint: 'The disk quota is used up. Free some space, then resume the run.' },
  EACCES: {
    code: 'folder-not-writable',
    hint: 'Give this user the right to read and write there, then resume the run.',
  },
  EPERM: {
    code: 'folder-not-writable',
    hint: 'Give this user the right to read and write there, then resume the run.',
  },
  EROFS: { code: 'folder-not-writable', hint: 'The file system is read-only. Mount it writable, then resume the run.' },
};

function fromUnknown(error: unknown): LimbeckError {
  const message = error instanceof Error ? error.message : String(error);
  const errno = error instanceof Error && 'code' in error ? byErrno[String(error.code)] : undefined;
  if (errno) return new LimbeckError({ ...errno, message, cause: error });
  // A mistake in our own code stays one however often it runs; anything else may be the machine's passing trouble.
  const mistake = error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
  return new LimbeckError({
    code: 'internal-error',
    message,
    hint: 'This is a defect of Limbeck or of a method. The worker log has the stack.',
    kind: mistake ? 'fatal' : 'transient',
    cause: error,
  });
}
