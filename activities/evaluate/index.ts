// Every way to evaluate models: one line a method, in any order. activities/methods.ts sorts them.
export { retrieval } from './retrieval/retrieval.js';
export { classification } from './classification/classification.js';
export { exactMatch } from './exact-match/exact-match.js';
export { judgeCompare } from './judge-compare/judge-compare.js';
export { klToTeacher } from './kl-to-teacher/kl-to-teacher.js';
export { numericAnswer } from './numeric-answer/numeric-answer.js';
