import { tallyVotes } from './tally-votes.js';

const counted = (...answers: string[]): string[][] =>
  tallyVotes(answers, (answer) => answer).map(({ votes }) => [...votes]);

test('the most come first, and of equally many the first cast', () => {
  expect(counted('b', 'a', 'a')).toEqual([['a', 'a'], ['b']]);
  expect(counted('b', 'a')).toEqual([['b'], ['a']]);
  expect(counted()).toEqual([]);
});

test('spelling does not part votes, other words and numbers do', () => {
  expect(counted('Paris', ' paris. ', 'Lyon')).toEqual([['Paris', ' paris. '], ['Lyon']]);
  expect(counted('-3', '3', '3%')).toHaveLength(3);
});
