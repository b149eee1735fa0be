import type { MeasureMethod, MethodContext } from '../../src/core/method.js';

/** What an evaluation method is: it asks each model for a prediction on one frozen set and folds them into metrics. */
export type EvaluateMethod = MeasureMethod;

/** `Shared` is what `shared` makes for all rows of a chunk. */
export function defineEvaluate<Params, Shared = undefined>(
  method: MeasureMethod<Params, Shared> & { shared?(ctx: MethodContext<Params>): Promise<Shared> },
): MeasureMethod<Params, Shared> {
  return method;
}
