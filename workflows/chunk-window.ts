import { sleep, workflowInfo } from '@temporalio/workflow';
import { bookkeepingActivities, workActivities } from './activity-queues.js';
import { allOrCancel } from './all-or-cancel.js';
import { CHUNKS_PER_RUN, OPEN_CHUNKS, startOfStep, type OpenChunk, type StepInput } from './step-input.js';
import type { PlanPart } from '../schemas/generated/plan.js';
import type { StepOutput } from '../src/core/ports.js';

interface PartProgress {
  readonly part: PlanPart;
  next: number;
  /** Taken up again before new ones are cut. */
  readonly open: OpenChunk[];
}

interface Cut {
  readonly from: number;
  readonly to: number;
  readonly waits_for?: readonly string[];
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
    .map((part) => ({ part, next: cursor.next[part.name] ?? 0, open: [...(cursor.open?.[part.name] ?? [])] }));
  const allowed = schedule.max_failed_share * rows * parts.length;
  const perRun = input.limits?.chunksPerRun ?? CHUNKS_PER_RUN;
  const isUnfinished = ({ next, open: waiting }: PartProgress): boolean => next < rows || waiting.length > 0;
  let failed = cursor.failed;
  let taken = 0;

  const mayTake = (): boolean => taken < perRun && !workflowInfo().continueAsNewSuggested;
  const take = (progress: PartProgress): Cut | undefined => {
    // More failed already than may fail in all: sealStep will say so, and nothing more is spent before it does.
    if (failed > allowed || !mayTake()) return undefined;
    const waiting = progress.open.shift();
    if (!waiting && progress.next >= rows) return undefined;
    taken++;
    if (waiting) return waiting;
    const from = progress.next;
    progress.next = Math.min(rows, from + progress.part.chunk_rows);
    return { from, to: progress.next };
  };

  const lane = async (progress: PartProgress): Promise<void> => {
    const work = workActivities(input, progress.part.queue);
    for (let cut = take(progress); cut; cut = take(progress)) {
      const { from, to } = cut;
      let result = await work.runChunk({ ...ref, part: progress.part.name, ...cut });
      while (result.waits) {
        const { jobs, look_in_ms } = result.waits;
        await sleep(look_in_ms);
        // Too many failed beside it: sealStep will say so, and need not wait for this one.
        if (failed > allowed) return;
        // A batch may be looked at for a day: that is more history than one run may have.
        if (!mayTake()) {
          progress.open.push({ from, to, waits_for: jobs });
          return;
        }
        taken++;
        result = await work.runChunk({ ...ref, part: progress.part.name, from, to, waits_for: jobs });
      }
      failed += result.failed;
    }
  };

  const open = input.limits?.window ?? OPEN_CHUNKS;
  const lanes = lanesOf(parts, open);
  // With more parts than places those that are done would keep the others from theirs for ever.
  const useful = lanes.some(isUnfinished) ? lanes : lanesOf(parts.filter(isUnfinished), open);
  await allOrCancel(useful.map((progress) => () => lane(progress)));

  const unfinished = parts.some(isUnfinished);
  if (unfinished && failed <= allowed) {
    const next = Object.fromEntries(parts.map((progress) => [progress.part.name, progress.next]));
    const waiting = parts.filter((progress) => progress.open.length > 0);
    const stillOpen = Object.fromEntries(waiting.map((progress) => [progress.part.name, progress.open]));
    return again({
      ...input,
      cursor: { next, failed, round: 0, ...(waiting.length > 0 ? { open: stillOpen } : {}) },
    });
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
