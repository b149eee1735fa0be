import { LimbeckError } from '../../core/errors.js';
import type { JobFailure } from './job-record.js';

/** What is said of batches that came to nothing. */

/** A request that several batches did not answer. */
export function unanswered(model: string, tries: number): LimbeckError {
  return new LimbeckError({
    code: 'batch-unanswered',
    kind: 'row',
    message: `${tries} batches to ${model} ended without an answer to this request.`,
    hint: 'They expired, were cancelled, or met errors of the server. `limbeck resume RUN --retry-failed` tries it again; or leave `mode` out to ask call by call.',
  });
}

/** A batch that its vendor refuses as a whole: sending it again would not change that. */
export function batchRefused(model: string, why: string): LimbeckError {
  return new LimbeckError({
    code: 'batch-refused',
    message: `${model} refused a batch: ${why}`,
    hint: 'Nothing of it was answered. Mend what it says, or leave `mode` out to ask call by call; then run again.',
  });
}

/** A batch that exists no more, or not for this key: to look for ever would be no help. */
export function batchNotVisible(batch: string, record: string, cause: LimbeckError): LimbeckError {
  return new LimbeckError({
    code: 'batch-not-visible',
    message: `The batch ${batch} cannot be seen any more. ${cause.message}`,
    hint: `Resume with the key that made it. If it is lost, remove ${record} and resume: its rows are then asked, and paid, again.`,
    cause,
  });
}

/** Somebody removed what says that a batch is being ordered. */
export function recordGone(record: string): LimbeckError {
  return new LimbeckError({
    code: 'batch-record-damaged',
    kind: 'transient',
    message: `The record of a batch, ${record}, was removed while the batch was being ordered.`,
    hint: 'Leave .limbeck/batches alone while a run is open: its rows may now be asked and paid again.',
  });
}

export function asFailure({ code, message, hint }: LimbeckError): JobFailure {
  return { code, message, ...(hint === undefined ? {} : { hint }) };
}

export function asError(failure: JobFailure): LimbeckError {
  return new LimbeckError({ ...failure, kind: 'row' });
}
