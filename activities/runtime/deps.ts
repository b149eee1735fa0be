import type { Plan, PlanData } from '../../schemas/generated/plan.js';
import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { ArtifactStore } from '../../src/artifacts/contract.js';
import type { Metrics } from '../../src/core/method.js';
import type { WholeStepInput } from '../../src/core/ports.js';
import type { Row } from '../../src/core/record-kinds.js';
import type { Ledger } from '../../src/ledger/contract.js';
import type { AskBase, Asker } from '../../src/models/asking/ask-call.js';
import type { Clock } from '../../src/models/clock.js';
import type { BuyingMode, ModelProvider } from '../../src/models/contract.js';
import type { Catalog } from '../../src/plan/contract.js';
import type { RunStore } from '../../src/runs/contract.js';
import type { ActivityScope } from './scope.js';

/** Everything activities need from outside; src/worker builds it, tests build their own. */
export interface ActivityDeps {
  readonly projectFolder: string;
  readonly artifacts: ArtifactStore;
  readonly runs: RunStore;
  readonly ledger: Ledger;
  readonly asker: Asker;
  readonly catalog: Catalog;
  readonly clock: Clock;
  readonly providers: Providers;
  readonly expressions: Expressions;
  /** Strict Liquid over the row's columns; throws a `row` error on a missing one. */
  renderTemplate(template: string, row: Row): string;
  /** Rows of a data file in its order, fields mapped and checked against the kind; without ids. */
  readData(data: PlanData, signal: AbortSignal): AsyncIterable<Readonly<Record<string, unknown>>>;
  /** What all runs of the project together may spend, as the project file says now. */
  projectBudget(): Promise<Plan['budget'] | undefined>;
  /** One training job, from its inputs to a model in the artifact store. */
  train(job: TrainingJob, scope: ActivityScope): Promise<TrainedStep>;
  /** Cancel what a run has ordered at vendors' and nobody else waits for; what people should know of it. */
  cancelBatches(run: string): Promise<readonly string[]>;
  /** Gather a closed run's report and write it to the run store. */
  writeReport(run: string): Promise<void>;
}

export interface Providers {
  /** The provider for a model of the plan, or for one that a step made. One per model and worker; kept open. */
  open(model: OpenModelInput): Promise<ModelProvider>;
}

export type OpenModelInput =
  | { readonly source: 'plan'; readonly name: string; readonly plan: Plan; readonly mode?: BuyingMode }
  | { readonly source: 'step'; readonly name: string; readonly digest: string };

/** CEL, as the recipe layer evaluates it. */
export interface Expressions {
  when(expression: string, facts: WhenFacts): boolean;
  gate(expression: string, metrics: Readonly<Record<string, Metrics>>): boolean;
  row(expression: string): (row: Row) => boolean;
  /** Whether a loop ends after a round. False in the first round when it looks at the previous one. */
  until(expression: string, facts: RoundFacts): boolean;
  /** How good a round was. */
  keep(expression: string, facts: RoundFacts): number;
}

/** Metrics by step of the round, by model. */
export interface RoundFacts {
  readonly metrics: Readonly<Record<string, Readonly<Record<string, Metrics>>>>;
  /** Of the round before; absent in the first. */
  readonly previous?: RoundFacts['metrics'];
}

/** What a `when` may look at. */
export interface WhenFacts {
  readonly params: Readonly<Record<string, unknown>>;
  /** Metrics of the steps this one needs, by step, by model. */
  readonly metrics: Readonly<Record<string, Readonly<Record<string, Metrics>>>>;
}

export interface TrainingJob extends WholeStepInput {
  readonly plan: Plan;
  /** Whose GPU hours it may use. */
  readonly budget?: AskBase['budget'];
}

/** What a training leaves for the step's record. */
export interface TrainedStep {
  /** Digest of the model in the artifact store. */
  readonly model: string;
  readonly rows: number;
  readonly training: NonNullable<StepRecord['training']>;
  readonly warnings?: readonly string[];
}
