import { scoreOf, verdictOf } from './judge-verdict.js';

test.each([
  // The model stands first in the first opinion, second in the second.
  ['first', 'second', 'win', 1],
  ['second', 'first', 'loss', 0],
  ['neither', 'neither', 'tie', 0.5],
  ['first', 'neither', 'tie', 0.5],
  ['neither', 'first', 'tie', 0.5],
  ['first', 'first', 'undecidable', 0.5],
  ['second', 'second', 'undecidable', 0.5],
] as const)('%s, then %s: %s', (one, two, verdict, score) => {
  expect(verdictOf(one, two)).toBe(verdict);
  expect(scoreOf(verdict)).toBe(score);
});
