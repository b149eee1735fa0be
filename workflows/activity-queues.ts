import { ActivityCancellationType, proxyActivities, type ActivityOptions } from '@temporalio/workflow';
import type { Activities } from '../src/core/ports.js';
import { queueName } from '../src/core/run/run-input.js';
import type { StepInput } from './step-input.js';

// Activities are always bound with data from the plan; the engine's own few have these fixed options.
const bookkeeping: ActivityOptions = {
  startToCloseTimeout: '2 hours',
  heartbeatTimeout: '60 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '1 minute', maximumAttempts: 10 },
  // A cancelled activity ends its writes before the workflow goes on.
  cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
};

/** openRun, importData, prepareStep, sealStep, checkGate, closeRun. */
export function bookkeepingActivities(queuePrefix: string): Activities {
  return proxyActivities<Activities>({ ...bookkeeping, taskQueue: queueName(queuePrefix, 'cpu') });
}

/** The step's own work, on the queue of one of its parts, with the plan's timeouts and retry. */
export function workActivities({ queuePrefix, schedule }: StepInput, queue: string): Activities {
  const { start_to_close_ms, heartbeat_ms, retry } = schedule.activity;
  return proxyActivities<Activities>({
    taskQueue: queueName(queuePrefix, queue),
    startToCloseTimeout: start_to_close_ms,
    heartbeatTimeout: heartbeat_ms,
    retry: {
      initialInterval: retry.initial_ms,
      backoffCoefficient: retry.backoff,
      maximumInterval: retry.max_ms,
      maximumAttempts: retry.attempts,
    },
    cancellationType: ActivityCancellationType.WAIT_CANCELLATION_COMPLETED,
  });
}

/** The queue of a step that is one activity, or whose activities all share one queue. */
export function queueOf({ schedule }: StepInput): string {
  return schedule.parts[0]?.queue ?? 'cpu';
}
