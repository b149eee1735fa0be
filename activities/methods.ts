import type { Method } from '../src/core/method.js';
import type { ElicitMethod } from './elicit/contract.js';
import * as elicit from './elicit/index.js';
import type { EvaluateMethod } from './evaluate/contract.js';
import * as evaluate from './evaluate/index.js';
import type { RefineMethod } from './refine/contract.js';
import * as refine from './refine/index.js';

/** Every method of each stage, by id: in what order an index.ts names them means nothing. */
export const elicitMethods: readonly ElicitMethod[] = byId(elicit);
export const refineMethods: readonly RefineMethod[] = byId(refine);
export const evaluateMethods: readonly EvaluateMethod[] = byId(evaluate);

function byId<Kind extends Method>(methods: Readonly<Record<string, Kind>>): readonly Kind[] {
  return Object.values(methods).toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
