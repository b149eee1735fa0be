import type { StepOutput } from '../ports.js';

/** How a run is started, by name, without importing workflows: `client.workflow.start(RECIPE_RUN, ...)`. */
export const RECIPE_RUN = 'recipeRun';

export interface RunInput {
  /** Name of the run in the run store; also the workflow id. */
  readonly run: string;
  /** Task queues are `<queuePrefix>-<suffix>`; the workflow itself is on `<queuePrefix>-flow`. */
  readonly queuePrefix: string;
  /** For tests: how much one workflow run does. Absent: the engine's own limits. */
  readonly limits?: RunLimits;
}

export interface RunLimits {
  /** Chunk activities open at once, over all parts of a step. Default 32. */
  readonly window?: number;
  /** Chunks (or rounds) after which a step continues as a new workflow run. Default 250. */
  readonly chunksPerRun?: number;
}

export interface RunResult {
  readonly run: string;
  readonly outputs: Readonly<Record<string, StepOutput>>;
}

/** Answer of the query `status`. */
export interface RunStatus {
  readonly run: string;
  readonly state: 'opening' | 'running' | 'closing' | 'closed';
  readonly steps: Readonly<Record<string, StepStatus>>;
}
export const RUN_STATUS_QUERY = 'status';

/** Signal to a run: close where you stand, and keep everything. */
export const PAUSE_SIGNAL = 'pause';

/** Signal to the workflow that runs a step: its review was approved, and the approval is in the run store. */
export const REVIEW_APPROVED_SIGNAL = 'review-approved';
export interface ReviewApproved {
  readonly step: string;
}

/** Id of the workflow that runs a round of a loop. */
export function roundWorkflowId(run: string, loop: { readonly id: string; readonly round: number }): string {
  return `${run}/${loop.id}[${loop.round}]`;
}

export type StepStatus =
  | 'waiting'
  | 'preparing'
  | 'running'
  | 'sealing'
  | 'in-review'
  | 'done'
  | 'reused'
  | 'skipped'
  | 'failed';

/** The task queue of a suffix. */
export function queueName(prefix: string, suffix: string): string {
  return `${prefix}-${suffix}`;
}
