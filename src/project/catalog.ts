import type { Catalog } from '../plan/contract.js';

/** Every method and objective of this version. */
export async function loadCatalog(): Promise<Catalog> {
  const [{ elicitMethods, refineMethods, evaluateMethods }, { objectives }] = await Promise.all([
    import('../../activities/methods.js'),
    import('../../activities/distill/index.js'),
  ]);
  return { elicit: elicitMethods, refine: refineMethods, distill: objectives, evaluate: evaluateMethods };
}
