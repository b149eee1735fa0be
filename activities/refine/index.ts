import type { RefineMethod } from './contract.js';
import { decontaminate } from './decontaminate/decontaminate.js';
import { dedupExact } from './dedup-exact/dedup-exact.js';
import { dedupMinhash } from './dedup-minhash/dedup-minhash.js';
import { verifyAnswer } from './verify-answer/verify-answer.js';

/** Every way to refine a data set. The list is the registry. */
export const refineMethods: readonly RefineMethod[] = [
  // deduplication
  dedupExact,
  dedupMinhash,
  // decontamination
  decontaminate,
  // verification
  verifyAnswer,
];
