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
  const window = new ChunkWindow(input);
  await allOrCancel(window.lanes().map((progress) => () => window.runLane(progress)));
  const cursor = window.cursorOfRest();
  if (cursor) return again({ ...input, cursor });
  const { ref, rows } = input;
  return bookkeepingActivities(input.queuePrefix).sealStep({
    ...ref,
    rows,
    chunkRows: Object.fromEntries(window.parts.map(({ part }) => [part.name, part.chunk_rows])),
    started_ms: input.started_ms,
  });
}

class ChunkWindow {
  readonly parts: readonly PartProgress[];
  private failed: number;
  private taken = 0;
  private readonly allowed: number;
  private readonly perRun: number;

  constructor(private readonly input: StepInput) {
    const { schedule, rows, limits } = input;
    const cursor = input.cursor ?? startOfStep;
    this.parts = schedule.parts
      .filter((part) => input.parts.includes(part.name))
      .map((part) => ({ part, next: cursor.next[part.name] ?? 0, open: [...(cursor.open?.[part.name] ?? [])] }));
    this.failed = cursor.failed;
    this.allowed = schedule.max_failed_share * rows * this.parts.length;
    this.perRun = limits?.chunksPerRun ?? CHUNKS_PER_RUN;
  }

  lanes(): readonly PartProgress[] {
    const places = this.input.limits?.window ?? OPEN_CHUNKS;
    const lanes = lanesOf(this.parts, places);
    const isUnfinished = (progress: PartProgress): boolean => this.isUnfinished(progress);
    // With more parts than places those that are done would keep the others from theirs for ever.
    return lanes.some(isUnfinished) ? lanes : lanesOf(this.parts.filter(isUnfinished), places);
  }

  async runLane(progress: PartProgress): Promise<void> {
    const { input } = this;
    const { name, queue } = progress.part;
    const work = workActivities(input, queue);
    for (let cut = this.take(progress); cut; cut = this.take(progress)) {
      const { from, to } = cut;
      let result = await work.runChunk({ ...input.ref, part: name, ...cut });
      while (result.waits) {
        const { jobs, look_in_ms } = result.waits;
        await sleep(look_in_ms);
        // Too many failed beside it: sealStep will say so, and need not wait for this one.
        if (this.failed > this.allowed) return;
        // A batch may be looked at for a day: that is more history than one run may have.
        if (!this.mayTake()) {
          progress.open.push({ from, to, waits_for: jobs });
          return;
        }
        this.taken++;
        result = await work.runChunk({ ...input.ref, part: name, from, to, waits_for: jobs });
      }
      this.failed += result.failed;
    }
  }

  /** Where the next run of the workflow goes on; undefined when all is done, or so much has failed that nothing more is. */
  cursorOfRest(): StepInput['cursor'] {
    if (!this.parts.some((progress) => this.isUnfinished(progress)) || this.failed > this.allowed) return undefined;
    const next = Object.fromEntries(this.parts.map((progress) => [progress.part.name, progress.next]));
    const waiting = this.parts.filter((progress) => progress.open.length > 0);
    const open = Object.fromEntries(waiting.map((progress) => [progress.part.name, progress.open]));
    return { next, failed: this.failed, round: 0, ...(waiting.length > 0 ? { open } : {}) };
  }

  private take(progress: PartProgress): Cut | undefined {
    // More failed already than may fail in all: sealStep will say so, and nothing more is spent before it does.
    if (this.failed > this.allowed || !this.mayTake()) return undefined;
    const waiting = progress.open.shift();
    if (!waiting && progress.next >= this.input.rows) return undefined;
    this.taken++;
    if (waiting) return waiting;
    const from = progress.next;
    progress.next = Math.min(this.input.rows, from + progress.part.chunk_rows);
    return { from, to: progress.next };
  }

  private mayTake(): boolean {
    return this.taken < this.perRun && !workflowInfo().continueAsNewSuggested;
  }

  private isUnfinished({ next, open }: PartProgress): boolean {
    return next < this.input.rows || open.length > 0;
  }
}

/** Who gets the open places: one after another, each part up to its own window, so that no part waits for another. */
function lanesOf(parts: readonly PartProgress[], places: number): PartProgress[] {
  const lanes: PartProgress[] = [];
  const widest = Math.max(0, ...parts.map(({ part }) => part.window));
  for (let place = 0; place < widest; place++)
    for (const progress of parts) if (place < progress.part.window && lanes.length < places) lanes.push(progress);
  return lanes;
}
