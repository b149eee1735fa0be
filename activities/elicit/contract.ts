import type { GrowMethod, MapMethod } from '../../src/core/method.js';

/**
 * What an elicitation method is: it asks a teacher and yields records. Row by row (`map`), or by rounds over a growing
 * pool (`grow`).
 */
export type ElicitMethod = MapMethod | GrowMethod;

export function defineMapElicit<Params>(method: MapMethod<Params>): MapMethod<Params> {
  return method;
}

export function defineGrowElicit<Params>(method: GrowMethod<Params>): GrowMethod<Params> {
  return method;
}
