import type { MeasureMethod } from '../../src/core/method.js';

/** What an evaluation method is: it asks each model for a prediction on one frozen set and folds them into metrics. */
export type EvaluateMethod = MeasureMethod;

export function defineEvaluate<Params>(method: MeasureMethod<Params>): MeasureMethod<Params> {
  return method;
}
