import { answerText } from '../text/normalise-text.js';
import { isNumberText, readNumber, sameNumber, type NumberTolerance } from '../text/number-in-text.js';

/** How an answer is held against the gold one; `auto` looks at the gold one. */
export type Comparison = 'auto' | 'number' | 'choice' | 'text';

/**
 * number: the numbers both state are equal. choice: the letters both choose are equal. text: equal but for case, width,
 * white space and the punctuation around them. Never throws: an answer that cannot be read is not equal.
 */
export function sameAnswer(answer: string, gold: string, comparison: Comparison, tolerance: NumberTolerance): boolean {
  switch (comparison === 'auto' ? comparisonFor(gold) : comparison) {
    case 'number': {
      const [ours, theirs] = [readNumber(answer), readNumber(gold)];
      return ours !== undefined && theirs !== undefined && sameNumber(ours, theirs, tolerance);
    }
    case 'choice': {
      const chosen = readChoice(answer);
      return chosen !== undefined && chosen === readChoice(gold);
    }
    default:
      return answerText(answer) === answerText(gold);
  }
}

function comparisonFor(gold: string): Comparison {
  if (isNumberText(gold)) return 'number';
  return /^\s*\(?[A-J]\)?[.):]?\s*$/.test(gold) ? 'choice' : 'text';
}

/** The letter a multiple-choice answer names: "B", "(b)", "B) Paris", "the answer is B". Absent when none is clear. */
export function readChoice(text: string): string | undefined {
  const plain = text.trim();
  const found =
    /^\(?([A-J])\)?\s*(?:[.):,]|$)/i.exec(plain) ??
    /\b(?:answer|option|choice)\b\s*(?:is|:)?\s*\(?([A-J])\b(?!\s+[a-z])/i.exec(plain) ??
    /\(([A-J])\)/i.exec(plain);
  return found?.[1]!.toUpperCase();
}
