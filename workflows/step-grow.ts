import { continueAsNew, workflowInfo } from '@temporalio/workflow';
import type { StepOutput } from '../src/core/ports.js';
import { bookkeepingActivities, queueOf, workActivities } from './activity-queues.js';
import { CHUNKS_PER_RUN, startOfStep, type StepInput } from './step-input.js';

/** A step that works by rounds over what it has made so far; each round needs the one before. */
export async function stepGrow(input: StepInput): Promise<StepOutput> {
  const work = workActivities(input, queueOf(input));
  const perRun = input.limits?.chunksPerRun ?? CHUNKS_PER_RUN;
  const first = (input.cursor ?? startOfStep).round;
  let round = first;
  for (let finished = false; !finished; round++) {
    if (round - first >= perRun || workflowInfo().continueAsNewSuggested)
      return continueAsNew<typeof stepGrow>({ ...input, cursor: { ...startOfStep, round } });
    ({ finished } = await work.growRound({ ...input.ref, round }));
  }
  return bookkeepingActivities(input.queuePrefix).sealStep({
    ...input.ref,
    rows: input.rows,
    chunkRows: {},
    rounds: round,
    started_ms: input.started_ms,
  });
}
