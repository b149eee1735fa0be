import type { StepOutput } from '../src/core/ports.js';
import { queueOf, workActivities } from './activity-queues.js';
import type { StepInput } from './step-input.js';

/** A step that needs the whole data set at once: one activity. */
export async function stepReduce(input: StepInput): Promise<StepOutput> {
  return workActivities(input, queueOf(input)).runReduce({ ...input.ref, started_ms: input.started_ms });
}
