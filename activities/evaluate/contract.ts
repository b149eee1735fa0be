import type { MeasureMethod, MethodContext } from '../../src/core/method.js';

/** What an evaluation method is: it asks each model for a prediction on one frozen set and folds them into metrics. */
export type EvaluateMethod = MeasureMethod & InEvaluate;

/** Written by the function below, so that a method of another stage does not fit into the list. */
interface InEvaluate {
  readonly stage: 'evaluate';
}

/** `Shared` is what `shared` makes for all rows of a chunk. */
export function defineEvaluate<Params, Shared = undefined>(
  method: MeasureMethod<Params, Shared> & { shared?(ctx: MethodContext<Params>): Promise<Shared> },
): MeasureMethod<Params, Shared> & InEvaluate {
  return { ...method, stage: 'evaluate' };
}
