import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { PlanActivity, PlanPart, PlanStep } from '../../schemas/generated/plan.js';

/**
 * The port between workflows and activities: workflows own it, activities/index.ts satisfies it. One object in, one
 * object out; only ids, digests and counts pass. Every activity may be tried again at any moment and must then find
 * its own work done.
 */

/** What the workflow needs of a step; templates, schemas and parameters stay in the run store. */
export interface ScheduledStep {
  readonly id: string;
  readonly shape: PlanStep['shape'];
  readonly needs: readonly string[];
  readonly parts: readonly PlanPart[];
  readonly activity: PlanActivity;
  readonly when: boolean;
  readonly gate: boolean;
}

/** A step's result as the workflow carries it. */
export interface StepOutput {
  readonly step: string;
  /** 'skipped' when `when` was false or an input was skipped. */
  readonly state: 'done' | 'skipped';
  readonly key: string;
  readonly reused: boolean;
  /** Digest by output name; a model's under 'model'. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly rows: number;
}

export interface StepRef {
  readonly run: string;
  readonly step: string;
  /** Task queue prefix + suffix are the workflow's; activities never see queues. */
  readonly key: string;
}

export interface OpenRunInput {
  readonly run: string;
}
export interface OpenRunResult {
  readonly data: readonly string[];
  readonly steps: readonly ScheduledStep[];
}

export interface ImportDataInput {
  readonly run: string;
  readonly name: string;
}

export interface PrepareStepInput {
  readonly run: string;
  readonly step: string;
  /** Outputs of data sets and of every step it needs, by name. */
  readonly upstream: Readonly<Record<string, StepOutput>>;
}
export interface PrepareStepResult {
  readonly state: 'ready' | 'reused' | 'skipped';
  readonly key: string;
  /** Set when reused or skipped. */
  readonly output?: StepOutput;
  /** Rows of the first input; what chunks are cut from. */
  readonly rows: number;
}

export interface RunChunkInput extends StepRef {
  readonly part: string;
  readonly from: number;
  readonly to: number;
}
export interface ChunkResult {
  readonly out: number;
  readonly rejected: number;
  readonly failed: number;
}

export interface GrowRoundInput extends StepRef {
  readonly round: number;
}
export interface GrowRoundResult {
  readonly made: number;
  readonly total: number;
  readonly finished: boolean;
}

export interface SealStepInput extends StepRef {
  /** Rows of the first input. */
  readonly rows: number;
  /** Chunk records to join, by part: [from, to) cuts in order, or rounds for grow. */
  readonly chunkRows: Readonly<Record<string, number>>;
  /** Grow: rounds made. */
  readonly rounds?: number;
}

export interface CloseRunInput {
  readonly run: string;
  readonly outcome: 'done' | 'failed' | 'gate-not-met' | 'budget' | 'cancelled';
  readonly error?: { readonly code: string; readonly message: string; readonly hint?: string };
  readonly step?: string;
}

export interface Activities {
  /** Load and check the pinned plan; write run-started. */
  openRun(input: OpenRunInput): Promise<OpenRunResult>;
  /** Read a data file into the artifact store. */
  importData(input: ImportDataInput): Promise<StepOutput>;
  /** Compute the step key, evaluate `when`, look for a complete artifact. */
  prepareStep(input: PrepareStepInput): Promise<PrepareStepResult>;
  /** Map and measure: run the method over rows [from, to) of one part. */
  runChunk(input: RunChunkInput): Promise<ChunkResult>;
  /** Grow: one round. */
  growRound(input: GrowRoundInput): Promise<GrowRoundResult>;
  /** Reduce: the whole step, sealed. */
  runReduce(input: StepRef): Promise<StepOutput>;
  /** Train: one supervised job, sealed. */
  runTraining(input: StepRef): Promise<StepOutput>;
  /** Join chunk records into artifacts, fold metrics, write the completeness record. */
  sealStep(input: SealStepInput): Promise<StepOutput>;
  /** Evaluate the gate of a done step; throws `gate-not-met` when it is false. */
  checkGate(input: StepRef): Promise<void>;
  /** Write run-finished and the report. */
  closeRun(input: CloseRunInput): Promise<void>;
}

export type { StepRecord };
