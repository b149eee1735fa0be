import type { MeasureMethod } from '../../src/core/method.js';

/** What an evaluation method is: it asks each model for a prediction on one frozen set and folds them into metrics. */
export type EvaluateMethod = MeasureMethod & InEvaluate;

/** Written by the function below, so that a method of another stage does not fit into the list. */
interface InEvaluate {
  readonly stage: 'evaluate';
}

export function defineEvaluate<Params>(method: MeasureMethod<Params>): MeasureMethod<Params> & InEvaluate {
  return { ...method, stage: 'evaluate' };
}
