import type { Catalog } from '../plan/contract.js';

/** Every method and objective of this version. */
export async function loadCatalog(): Promise<Catalog> {
  const [elicit, refine, distill, evaluate] = await Promise.all([
    import('../../activities/elicit/index.js'),
    import('../../activities/refine/index.js'),
    import('../../activities/distill/index.js'),
    import('../../activities/evaluate/index.js'),
  ]);
  return {
    elicit: elicit.elicitMethods,
    refine: refine.refineMethods,
    distill: distill.objectives,
    evaluate: evaluate.evaluateMethods,
  };
}
