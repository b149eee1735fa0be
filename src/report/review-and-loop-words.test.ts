import { tellLoop, tellReview } from './review-and-loop-words.js';

test('a review says who made what of how many rows', () => {
  expect(tellReview({ by: 'Ada', rows: 1200, edited: 3, removed: 0 })).toBe(
    'reviewed by Ada: 1,200 rows seen, 3 edited, 0 removed',
  );
});

test('a loop says how far it came and which round it leaves', () => {
  const loop = { id: 'rounds', times: 4, rounds: 3, ended: true, kept: 2 };
  expect(tellLoop({ ...loop, keep: 'metrics.check.accuracy', value: 0.61 })).toBe(
    'ended after round 3 of at most 4; round 2 is kept, best by metrics.check.accuracy: 0.610',
  );
  expect(tellLoop({ ...loop, ended: false, kept: 3 })).toBe('round 3 of at most 4 is done; round 3 is the best so far');
});
