import { workflowInfo } from '@temporalio/workflow';
import { bookkeepingActivities, workActivities } from './activity-queues.js';
import { allOrCancel } from './all-or-cancel.js';
import { CHUNKS_PER_RUN, OPEN_CHUNKS, startOfStep, type StepInput } from './step-input.js';
import type { PlanPart } from '../schemas/generated/plan.js';
import type { StepOutput } from '../src/core/ports.js';

interface PartProgress {
  readonly part: PlanPart;
  next: number;
}

/**
 * Map and measure: rows are cut into chunks by index, and so many lanes take one chunk after another. After a number of
 * chunks the workflow continues as new with the cursor; what a chunk made stays in the artifact store.
 */
export async function runChunks(input: StepInput, again: (next: StepInput) => Promise<never>): Promise<StepOutput> {
  const { schedule, ref, rows } = input;
  const cursor = input.cursor ?? startOfStep;
  const parts: PartProgress[] = schedule.parts
    .filter((part) => input.parts.includes(part.name))
    .map((part) => ({ part, next: cursor.next[part.name] ?? 0 }));
  const allowed = schedule.max_failed_share * rows * parts.length;
  const perRun = input.limits?.chunksPerRun ?? CHUNKS_PER_RUN;
  let failed = cursor.failed;
  let taken = 0;

  const take = (progress: PartProgress): readonly [number, number] | undefined => {
    // More failed already than may fail in all: sealStep will say so, and nothing more is spent before it does.
    if (progress.next >= rows || failed > allowed) return undefined;
    if (taken >= perRun || workflowInfo().continueAsNewSuggested) return undefined;
    taken++;
    const from = progress.next;
    progress.next = Math.min(rows, from + progress.part.chunk_rows);
    return [from, progress.next];
  };

  const lane = async (progress: PartProgress): Promise<void> => {
    const work = workActivities(input, progress.part.queue);
    for (let cut = take(progress); cut; cut = take(progress)) {
      const result = await work.runChunk({ ...ref, part: progress.part.name, from: cut[0], to: cut[1] });
      failed += result.failed;
    }
  };

  const open = input.limits?.window ?? OPEN_CHUNKS;
  await allOrCancel(lanesOf(parts, open).map((progress) => () => lane(progress)));

  const unfinished = parts.some(({ next }) => next < rows);
  if (unfinished && failed <= allowed) {
    const next = Object.fromEntries(parts.map((progress) => [progress.part.name, progress.next]));
    return again({ ...input, cursor: { next, failed, round: 0 } });
  }
  return bookkeepingActivities(input.queuePrefix).sealStep({
    ...ref,
    rows,
    chunkRows: Object.fromEntries(parts.map(({ part }) => [part.name, part.chunk_rows])),
    started_ms: input.started_ms,
  });
}

/** Who gets the open places: one after another, each part up to its own window, so that no part waits for another. */
function lanesOf(parts: readonly PartProgress[], places: number): PartProgress[] {
  const lanes: PartProgress[] = [];
  const widest = Math.max(0, ...parts.map(({ part }) => part.window));
  for (let place = 0; place < widest; place++)
    for (const progress of parts) if (place < progress.part.window && lanes.length < places) lanes.push(progress);
  return lanes;
}
