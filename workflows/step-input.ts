import type { ScheduledStep, StepRef } from '../src/core/ports.js';
import type { RunLimits } from '../src/core/run/run-input.js';

/** What every step workflow is started with, and continues as new with: a schedule, digests and counts, never rows. */
export interface StepInput {
  readonly queuePrefix: string;
  readonly limits?: RunLimits;
  readonly schedule: ScheduledStep;
  readonly ref: StepRef;
  /** Rows of the first input. */
  readonly rows: number;
  /** Parts to do. */
  readonly parts: readonly string[];
  readonly started_ms: number;
  /** How far earlier runs of this step's workflow came. */
  readonly cursor?: StepCursor;
}

export interface StepCursor {
  /** First row not yet given to a chunk, by part. */
  readonly next: Readonly<Record<string, number>>;
  readonly failed: number;
  /** Grow: the next round. */
  readonly round: number;
  /** Chunks before `next` whose remote jobs are not done, by part; absent in histories of versions that had none. */
  readonly open?: Readonly<Record<string, readonly OpenChunk[]>>;
}

/** A chunk that is to be looked at again. */
export interface OpenChunk {
  readonly from: number;
  readonly to: number;
  readonly waits_for: readonly string[];
}

export const startOfStep: StepCursor = { next: {}, failed: 0, round: 0 };

/** How many activities a workflow run may be the parent of before it continues as new. */
export const CHUNKS_PER_RUN = 250;

/** Chunk activities open at once, over all parts; the embedded server is slow beyond. */
export const OPEN_CHUNKS = 32;
