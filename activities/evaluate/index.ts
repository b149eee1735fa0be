import type { EvaluateMethod } from './contract.js';
import { exactMatch } from './exact-match/exact-match.js';
import { numericAnswer } from './numeric-answer/numeric-answer.js';

/** Every way to evaluate models. The list is the registry. */
export const evaluateMethods: readonly EvaluateMethod[] = [
  // accuracy
  exactMatch,
  numericAnswer,
];
