import type { Plan } from '../../schemas/generated/plan.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';

/** The run store: what a user must keep of each run, since Temporal forgets closed ones. One folder a run. */
export interface RunSummary {
  readonly run: string;
  readonly recipe: string;
  readonly created_at: string;
  /** Budget raised by `resume --budget`. */
  readonly budget?: Plan['budget'];
}

export interface RunStore {
  /** Throws `run-exists` when the name is taken. */
  create(run: string, plan: Plan, recipeText: string): Promise<void>;
  /** Throws `unknown-run`, naming the nearest. */
  summary(run: string): Promise<RunSummary>;
  /** Validated against schemas/plan.schema.json; throws `plan-corrupt`. */
  plan(run: string): Promise<Plan>;
  raiseBudget(run: string, budget: Plan['budget']): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly RunSummary[]>;
  /** Appended whole lines; order is the order of calls. */
  append(run: string, event: RunEventInput): Promise<void>;
  events(run: string): Promise<readonly RunEvent[]>;
  /** Events from now back to the beginning and then as they come, until the signal. */
  follow(run: string, signal: AbortSignal): AsyncIterable<RunEvent>;
  /** Record of which step key each step had, written when the step starts: step -> key. */
  stepKeys(run: string): Promise<Readonly<Record<string, string>>>;
  writeReport(run: string, report: unknown, html: string): Promise<{ readonly json: string; readonly html: string }>;
  readReport(run: string): Promise<unknown>;
  /** Absolute folder of the run. */
  folder(run: string): string;
}

/** An event without its time; the store adds it from the injected clock. */
export type RunEventInput = RunEvent extends infer Event ? (Event extends unknown ? Omit<Event, 'at'> : never) : never;
