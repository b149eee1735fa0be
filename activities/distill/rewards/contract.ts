import type { Row } from '../../../src/core/record-kinds.js';

/** Replies that a student sampled to one row's prompt. They are text of a model: compared, never run. */
export interface SampledReplies {
  readonly row: Row;
  readonly replies: readonly string[];
}

/**
 * What replies are worth, as the worker says it: the trainer asks over its own pipe and holds no key. A reward that asks a
 * judge or scores with a model is one more entry in index.ts, and one more property of `rewards` in objective.json.
 */
export interface Reward<Params = never> {
  /** One number for each reply. Equal replies to equal rows get equal numbers. */
  score(sampled: SampledReplies, params: Params): Promise<readonly number[]>;
}
