import type { RefineMethod } from './contract.js';
import { decontaminate } from './decontaminate/decontaminate.js';
import { dedupExact } from './dedup-exact/dedup-exact.js';
import { dedupMinhash } from './dedup-minhash/dedup-minhash.js';
import { mix } from './mix/mix.js';
import { parse } from './parse/parse.js';
import { split } from './split/split.js';
import { verifyAnswer } from './verify-answer/verify-answer.js';
import { where } from './where/where.js';

/** Every way to refine a data set. The list is the registry. */
export const refineMethods: readonly RefineMethod[] = [
  // shaping and selection
  parse,
  where,
  // deduplication
  dedupExact,
  dedupMinhash,
  // decontamination
  decontaminate,
  // verification
  verifyAnswer,
  // composition
  mix,
  split,
];
