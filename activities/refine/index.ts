// Every way to refine a data set: one line a method, in any order. activities/methods.ts sorts them.
export { decontaminate } from './decontaminate/decontaminate.js';
export { dedupExact } from './dedup-exact/dedup-exact.js';
export { dedupMinhash } from './dedup-minhash/dedup-minhash.js';
export { mix } from './mix/mix.js';
export { parse } from './parse/parse.js';
export { split } from './split/split.js';
export { verifyAnswer } from './verify-answer/verify-answer.js';
export { where } from './where/where.js';
