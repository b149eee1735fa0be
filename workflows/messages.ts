import { condition, defineQuery, defineSignal, setHandler } from '@temporalio/workflow';
import {
  PAUSE_SIGNAL,
  REVIEW_APPROVED_SIGNAL,
  RUN_STATUS_QUERY,
  type ReviewApproved,
  type RunStatus,
} from '../src/core/run/run-input.js';

/** What can be asked of a running `recipeRun`. */
export const statusQuery = defineQuery<RunStatus>(RUN_STATUS_QUERY);

export const pauseSignal = defineSignal(PAUSE_SIGNAL);

const reviewApproved = defineSignal<[ReviewApproved]>(REVIEW_APPROVED_SIGNAL);

/** Approvals as they come, for a workflow that runs steps. */
export interface Approvals {
  /** Resolves once when the step's review was approved, be it before the call. However long it takes. */
  next(step: string): Promise<void>;
}

export function listenForApprovals(): Approvals {
  const approved = new Set<string>();
  setHandler(reviewApproved, ({ step }) => void approved.add(step));
  return {
    async next(step) {
      await condition(() => approved.has(step));
      approved.delete(step);
    },
  };
}
