import type { Plan } from '../../schemas/generated/plan.js';
import type { Row } from '../core/record-kinds.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';

/** The run store: what a user must keep of each run, since Temporal forgets closed ones. One folder a run. */
export interface RunSummary {
  readonly run: string;
  readonly recipe: string;
  readonly created_at: string;
  /** Budget raised by `resume --budget`. */
  readonly budget?: Plan['budget'];
  /** The same for single steps, limit by limit. */
  readonly step_budgets?: Readonly<Record<string, Plan['budget']>>;
  /** How often a step's failed rows are tried again, by step, as `resume --retry-failed` asked. */
  readonly retries?: Readonly<Record<string, number>>;
}

/** Rows that a step shows to a person. */
export interface OpenedReview {
  readonly step: string;
  /** Key of the review. */
  readonly review: string;
  /** JSON lines. */
  readonly text: string;
}

/** What a person made of them. */
export interface Approval {
  /** Key of the review it is about. */
  readonly review: string;
  readonly by: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The rows they leave, as they are now; those that are not among them are removed. */
  readonly rows: readonly Row[];
}

/** Told every event that a store writes. */
export interface RunStoreListener {
  readonly onEvent?: (run: string, event: RunEvent) => void;
}

export interface RunStore {
  /** Throws `run-exists` when the name is taken. */
  create(run: string, plan: Plan, recipeText: string): Promise<void>;
  /** Throws `unknown-run`, naming the nearest. */
  summary(run: string): Promise<RunSummary>;
  /** Validated against schemas/plan.schema.json; throws `plan-corrupt`. */
  plan(run: string): Promise<Plan>;
  /** Limits not named stay as they are. */
  raiseBudget(run: string, raised: Pick<RunSummary, 'budget' | 'step_budgets'>): Promise<void>;
  /** Try the failed rows of these steps again, so often; steps that are not named stay as they are. */
  retryFailed(run: string, retries: Readonly<Record<string, number>>): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly RunSummary[]>;
  /** Appended whole lines; order is the order of calls. */
  append(run: string, event: RunEventInput): Promise<void>;
  events(run: string): Promise<readonly RunEvent[]>;
  /** Events from now back to the beginning and then as they come, until the signal. */
  follow(run: string, signal: AbortSignal): AsyncIterable<RunEvent>;
  /** Record of which step key each step had, written when the step starts: step -> key. */
  stepKeys(run: string): Promise<Readonly<Record<string, string>>>;
  /** Put rows where a person can edit them, unless those of the same review are there; their file in the run's folder. */
  openReview(run: string, opened: OpenedReview): Promise<string>;
  /** Durable when it resolves; the newest approval of a step is the one that counts. */
  approve(run: string, step: string, approval: Approval): Promise<void>;
  approval(run: string, step: string): Promise<Approval | undefined>;
  writeReport(run: string, report: unknown, html: string): Promise<{ readonly json: string; readonly html: string }>;
  readReport(run: string): Promise<unknown>;
  /** Absolute folder of the run. */
  folder(run: string): string;
}

/** An event without its time; the store adds it from the injected clock. */
export type RunEventInput = RunEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'at'> : never) : never;
