import type { ChatMessage, Usage } from '../models/model-request.js';

/** One request that a step would make, seen without making it. */
export interface ProbedCall {
  /** As the recipe names it. */
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly max_tokens?: number;
  /** What the endpoint counted, when the ledger has the answer. */
  readonly usage?: Usage;
}

/** What a step asks about a few of its rows, by its own method and templates. */
export interface StepProbe {
  /** Rows looked at, over all models of a measure step. */
  readonly rows: number;
  /** Rows the step has; undefined when they are known only once it runs. */
  readonly of?: number;
  /** Of the rows looked at, those whose every answer the ledger has. */
  readonly answered: number;
  /** Rows a growing step's first round made. */
  readonly made?: number;
  readonly calls: readonly ProbedCall[];
}
