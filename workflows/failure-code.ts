import {
  ActivityFailure,
  ApplicationFailure,
  CancelledFailure,
  ChildWorkflowFailure,
  TemporalFailure,
  TimeoutFailure,
  isCancellation,
} from '@temporalio/workflow';
import type { CloseRunInput } from '../src/core/ports.js';

/** What a failure means for a person: the innermost cause that says so. */
export interface FailureCode {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  /** The step that failed, where a child workflow of several steps says so. */
  readonly step?: string;
}

interface Detail {
  readonly hint?: string;
  readonly step?: string;
}

export function failureCode(error: unknown): FailureCode {
  if (error instanceof ApplicationFailure) {
    const { hint, step } = (error.details?.[0] ?? {}) as Detail;
    return {
      code: error.type ?? 'internal-error',
      message: error.message,
      ...(hint === undefined ? {} : { hint }),
      ...(step === undefined ? {} : { step }),
    };
  }
  if (error instanceof TimeoutFailure)
    return {
      code: 'activity-timed-out',
      message: `An activity ran out of time (${error.timeoutType}).`,
      hint: 'Was every worker gone or stopped? Start one, then resume the run.',
    };
  if (error instanceof CancelledFailure) return { code: 'cancelled', message: 'The run was cancelled.' };
  if (error instanceof ActivityFailure || error instanceof ChildWorkflowFailure) {
    if (error.cause) return failureCode(error.cause);
  }
  return { code: 'internal-error', message: error instanceof Error ? error.message : String(error) };
}

export function outcomeOf(error: unknown): CloseRunInput['outcome'] {
  if (isCancellation(error)) return 'cancelled';
  const { code } = failureCode(error);
  if (code === 'budget-reached') return 'budget';
  if (code === 'paused') return 'paused';
  return code === 'gate-not-met' ? 'gate-not-met' : 'failed';
}

/** How a paused run's workflow ends: not as a cancelled one, for it is to go on. */
export function pausedFailure(): ApplicationFailure {
  return ApplicationFailure.create({ type: 'paused', message: 'The run was paused.', nonRetryable: true });
}

/** The workflow's own failure: type = code, so that a client sees at once why it ended. */
export function workflowFailure(error: unknown, step?: string): TemporalFailure {
  if (isCancellation(error)) return new CancelledFailure('The run was cancelled.');
  const { code, message, hint } = failureCode(error);
  return ApplicationFailure.create({
    type: code,
    message,
    nonRetryable: true,
    details: [{ ...(hint === undefined ? {} : { hint }), ...(step === undefined ? {} : { step }) }],
    ...(error instanceof Error ? { cause: error } : {}),
  });
}
