import type { MapMethod, ReduceMethod } from '../../src/core/method.js';

/**
 * What a refinement method is: it keeps, mends, drops or rearranges records. Row by row (`map`), or over the whole
 * data set (`reduce`).
 */
export type RefineMethod = (MapMethod | ReduceMethod) & InRefine;

/** Written by the functions below, so that a method of another stage does not fit into the list. */
interface InRefine {
  readonly stage: 'refine';
}

export function defineMapRefine<Params>(method: MapMethod<Params>): MapMethod<Params> & InRefine {
  return { ...method, stage: 'refine' };
}

export function defineReduceRefine<Params>(method: ReduceMethod<Params>): ReduceMethod<Params> & InRefine {
  return { ...method, stage: 'refine' };
}
