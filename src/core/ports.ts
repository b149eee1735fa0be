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
  /** Data sets it reads. */
  readonly data: readonly string[];
  readonly parts: readonly PlanPart[];
  readonly activity: PlanActivity;
  readonly when: boolean;
  readonly gate: boolean;
  /** Set when its rows wait for a person. */
  readonly review?: boolean;
  /** Failed rows allowed, as a share of all rows of all parts. */
  readonly max_failed_share: number;
  /** Set for a step of a loop's round. */
  readonly loop?: NonNullable<PlanStep['loop']>;
}

/** What the workflow needs of a loop; its rounds' steps are among the schedule's, with `loop` set. */
export interface ScheduledLoop {
  readonly id: string;
  /** Rounds at most. */
  readonly times: number;
  /** Ids inside the loop, in dependency order. */
  readonly steps: readonly string[];
  readonly needs: readonly string[];
  readonly when: boolean;
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
  readonly key: string;
  /** Digests of its input data sets, by port. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Digests of the models that earlier steps made for it, by the name the step calls them. */
  readonly models: Readonly<Record<string, string>>;
  /** Set when its failed rows are tried again: the key without that, which names rows and draws chance, and how often. */
  readonly retried?: Retried;
}

export interface Retried {
  readonly of: string;
  readonly times: number;
}

export interface OpenRunInput {
  readonly run: string;
}
export interface OpenRunResult {
  readonly data: readonly string[];
  readonly steps: readonly ScheduledStep[];
  /** Absent in histories of versions that had no loops. */
  readonly loops?: readonly ScheduledLoop[];
}

export interface OpenLoopInput {
  readonly run: string;
  readonly loop: string;
  /** Outputs of every step and loop it needs, by name. */
  readonly upstream: Readonly<Record<string, StepOutput>>;
}
export interface OpenLoopResult {
  /** The loop's `when` was false: none of its rounds runs. */
  readonly skipped: boolean;
}

/** The best round of a loop so far; without `keep` the newest, and no value. */
export interface BestRound {
  readonly round: number;
  readonly value?: number;
}

export interface CloseRoundInput {
  readonly run: string;
  readonly loop: string;
  /** 1-based. */
  readonly round: number;
  /** Keys of the round's steps by their id inside the loop; those that were skipped are left out. */
  readonly keys: Readonly<Record<string, string>>;
  /** The same of the round before; absent in the first. */
  readonly previous?: Readonly<Record<string, string>>;
  /** Of the rounds before. */
  readonly best?: BestRound;
}
export interface CloseRoundResult {
  /** No further round runs. */
  readonly stop: boolean;
  readonly best: BestRound;
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
  /** What the step's activities are given; empty unless ready. */
  readonly inputs: StepRef['inputs'];
  readonly models: StepRef['models'];
  /** Parts to do: all of the plan's, but for models that were skipped. */
  readonly parts: readonly string[];
  readonly retried?: Retried;
}

export interface RunChunkInput extends StepRef {
  readonly part: string;
  readonly from: number;
  readonly to: number;
  /** Remote jobs that the call before waited for. */
  readonly waits_for?: readonly string[];
}
export interface ChunkResult {
  readonly out: number;
  readonly rejected: number;
  readonly failed: number;
  /** Set when the chunk is not done: what it asked is in remote jobs, to be looked at again. */
  readonly waits?: ChunkWaits;
}
export interface ChunkWaits {
  readonly jobs: readonly string[];
  readonly look_in_ms: number;
}

export interface GrowRoundInput extends StepRef {
  /** 0-based. */
  readonly round: number;
}
export interface GrowRoundResult {
  readonly made: number;
  readonly total: number;
  readonly finished: boolean;
}

/** Reduce and train: the step in one activity. */
export interface WholeStepInput extends StepRef {
  /** When the step began, milliseconds since 1970: for its duration. */
  readonly started_ms: number;
}

export interface SealStepInput extends StepRef {
  /** Rows of the first input. */
  readonly rows: number;
  /** Chunk records to join, by part: [from, to) cuts in order, or rounds for grow. */
  readonly chunkRows: Readonly<Record<string, number>>;
  /** Grow: rounds made. */
  readonly rounds?: number;
  /** When the step began, milliseconds since 1970: for its duration. */
  readonly started_ms: number;
}

export interface ReviewInput {
  readonly run: string;
  readonly step: string;
  /** What the step made. */
  readonly output: StepOutput;
}
export interface ReviewResult {
  /** What is to be read in its place; absent while nobody has approved it. */
  readonly output?: StepOutput;
}

export interface CheckGateInput {
  readonly run: string;
  readonly step: string;
  readonly key: string;
}

export interface CloseRunInput {
  readonly run: string;
  readonly outcome: 'done' | 'failed' | 'gate-not-met' | 'budget' | 'cancelled' | 'paused';
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
  /** Map and measure: run the method over rows [from, to) of one part; or find that its remote jobs are not done. */
  runChunk(input: RunChunkInput): Promise<ChunkResult>;
  /** Grow: one round. */
  growRound(input: GrowRoundInput): Promise<GrowRoundResult>;
  /** Reduce: the whole step, sealed. */
  runReduce(input: WholeStepInput): Promise<StepOutput>;
  /** Train: one supervised job, sealed. */
  runTraining(input: WholeStepInput): Promise<StepOutput>;
  /** Join chunk records into artifacts, fold metrics, write the completeness record. */
  sealStep(input: SealStepInput): Promise<StepOutput>;
  /** Evaluate `when` of a loop; when it is false, tell that its steps are skipped. */
  openLoop(input: OpenLoopInput): Promise<OpenLoopResult>;
  /** Evaluate `until` and `keep` of a loop after a round; when it ends early, tell that the other rounds are skipped. */
  closeRound(input: CloseRoundInput): Promise<CloseRoundResult>;
  /** Show a person rows of a done step, unless the same rows were approved before. */
  openReview(input: ReviewInput): Promise<ReviewResult>;
  /** Make the data set that the approval of a review says. */
  takeReview(input: ReviewInput): Promise<ReviewResult>;
  /** Evaluate the gate of a done step; throws `gate-not-met` when it is false. */
  checkGate(input: CheckGateInput): Promise<void>;
  /** Write run-finished and the report. */
  closeRun(input: CloseRunInput): Promise<void>;
}

export type { StepRecord };
