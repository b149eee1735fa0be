import type { MapMethod, ReduceMethod } from '../../src/core/method.js';

/**
 * What a refinement method is: it keeps, mends, drops or rearranges records. Row by row (`map`), or over the whole
 * data set (`reduce`).
 */
export type RefineMethod = MapMethod | ReduceMethod;

export function defineMapRefine<Params>(method: MapMethod<Params>): MapMethod<Params> {
  return method;
}

export function defineReduceRefine<Params>(method: ReduceMethod<Params>): ReduceMethod<Params> {
  return method;
}
