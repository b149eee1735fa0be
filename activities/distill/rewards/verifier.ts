import { sameAnswer, type Comparison } from '../../kit/answers/compare-answers.js';
import { finalAnswer, goldAnswer } from '../../kit/answers/gold-answer.js';
import type { Reward } from './contract.js';

export interface VerifierParams {
  readonly gold?: string;
  readonly marker?: string;
  readonly compare?: Comparison;
  readonly tolerance?: number;
  readonly relative_tolerance?: number;
}

/** 1 for a reply with the right answer, else 0: answers are read and compared as refine/verify-answer does it. */
export const verifier: Reward<VerifierParams> = {
  score(
    { row, replies },
    { gold = 'gold', marker, compare = 'auto', tolerance = 0, relative_tolerance: relative = 0 },
  ) {
    const right = goldAnswer(row, gold, marker);
    const isRight = (reply: string): boolean =>
      sameAnswer(finalAnswer(reply, marker), right, compare, { absolute: tolerance, relative });
    return Promise.resolve(replies.map((reply) => (isRight(reply) ? 1 : 0)));
  },
};
