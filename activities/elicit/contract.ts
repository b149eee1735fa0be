import type { GrowMethod, MapMethod } from '../../src/core/method.js';

/**
 * What an elicitation method is: it asks a teacher and yields records. Row by row (`map`), or by rounds over a growing
 * pool (`grow`).
 */
export type ElicitMethod = (MapMethod | GrowMethod) & InElicit;

/** Written by the functions below, so that a method of another stage does not fit into the list. */
interface InElicit {
  readonly stage: 'elicit';
}

export function defineMapElicit<Params>(method: MapMethod<Params>): MapMethod<Params> & InElicit {
  return { ...method, stage: 'elicit' };
}

export function defineGrowElicit<Params>(method: GrowMethod<Params>): GrowMethod<Params> & InElicit {
  return { ...method, stage: 'elicit' };
}
