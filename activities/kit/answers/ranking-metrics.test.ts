import { ndcgAt, recallAt, reciprocalRankAt } from './ranking-metrics.js';

test('nDCG of graded documents is as worked out by hand in a well-known example', () => {
  // Wikipedia, "Discounted cumulative gain": six documents of grades 3 2 3 0 1 2; two more of grades 3 and 2 were not
  // found. DCG 6.861, ideal DCG of the first six 8.740, nDCG 0.785.
  const gains = [3, 2, 3, 0, 1, 2];
  expect(ndcgAt(6, gains, [...gains, 3, 2])).toBeCloseTo(0.785, 3);
});

test.each([
  [[1, 0, 0], 1],
  // log 2 / log 3, and half.
  [[0, 1, 0], 0.6309297535714575],
  [[0, 0, 1], 0.5],
])('one document to be found, ranked as %j: nDCG %d', (gains, value) => {
  expect(ndcgAt(3, gains, [1])).toBeCloseTo(value, 12);
});

test('what stands behind k counts for nothing, and a perfect order is one however many there are', () => {
  expect(ndcgAt(2, [0, 0, 1], [1])).toBe(0);
  expect(ndcgAt(2, [2, 1, 1], [1, 1, 2])).toBe(1);
  expect([recallAt(2, [1, 0, 1], [1, 1]), recallAt(3, [1, 0, 1], [1, 1]), recallAt(3, [], [])]).toEqual([0.5, 1, 0]);
  expect([reciprocalRankAt(3, [0, 0, 2]), reciprocalRankAt(2, [0, 0, 2]), ndcgAt(3, [], [])]).toEqual([1 / 3, 0, 0]);
});
