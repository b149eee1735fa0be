import type { StepOutput } from '../src/core/ports.js';
import { queueOf, workActivities } from './activity-queues.js';
import type { StepInput } from './step-input.js';

/** A step that trains: one supervised job, resumed from its own checkpoints when it is tried again. */
export async function stepTrain(input: StepInput): Promise<StepOutput> {
  return workActivities(input, queueOf(input)).runTraining({ ...input.ref, started_ms: input.started_ms });
}
