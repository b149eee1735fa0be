import type { Activities } from '../../src/core/ports.js';

/**
 * As much of `@temporalio/workflow` as scheduling needs, in plain promises: thousands of schedules in the time a server takes
 * for one. What the real one does with cancellation and replay is for test/workflows and test/replay.
 */
interface World {
  activities: Partial<Activities>;
  /** Asked before each chunk, as the server suggests it. */
  continueAsNewSuggested: () => boolean;
}

export const world: World = { activities: {}, continueAsNewSuggested: () => false };

/** What a workflow ends with when it continues as new. */
export class ContinuedAsNew {
  constructor(readonly input: unknown) {}
}

export class CancellationScope {
  cancelled = false;
  run<Result>(work: () => Promise<Result>): Promise<Result> {
    return work();
  }
  cancel(): void {
    this.cancelled = true;
  }
}

export const ActivityCancellationType = { WAIT_CANCELLATION_COMPLETED: 'wait' };
export const workflowInfo = (): { readonly continueAsNewSuggested: boolean } => ({
  continueAsNewSuggested: world.continueAsNewSuggested(),
});
export const proxyActivities = (): Partial<Activities> => world.activities;
export const continueAsNew = (input: unknown): Promise<never> => Promise.reject(new ContinuedAsNew(input));
export const sleep = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));
export const executeChild = (): Promise<never> => Promise.reject(new Error('There are no children here.'));
