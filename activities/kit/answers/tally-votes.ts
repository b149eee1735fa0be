import { answerText } from '../text/normalise-text.js';

export interface Tally<Vote> {
  /** In the order they were cast. */
  readonly votes: readonly Vote[];
}

/**
 * Votes by what they are for, most first; of equally many the one that was cast first. Case, white space and punctuation
 * around an answer do not part votes.
 */
export function tallyVotes<Vote>(votes: readonly Vote[], answerOf: (vote: Vote) => string): readonly Tally<Vote>[] {
  const byAnswer = new Map<string, Vote[]>();
  for (const vote of votes) {
    const answer = answerText(answerOf(vote));
    byAnswer.set(answer, [...(byAnswer.get(answer) ?? []), vote]);
  }
  return [...byAnswer.values()].map((cast) => ({ votes: cast })).toSorted((a, b) => b.votes.length - a.votes.length);
}
