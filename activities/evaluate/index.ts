// Every way to evaluate models: one line a method, in any order. activities/methods.ts sorts them.
export { exactMatch } from './exact-match/exact-match.js';
export { numericAnswer } from './numeric-answer/numeric-answer.js';
