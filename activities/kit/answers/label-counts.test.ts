import { countLabels, macroF1, microF1, scoreLabels } from './label-counts.js';

const three = ['a', 'b', 'c'];

test('F1 of three labels is as the manual of scikit-learn gives it for the same rows', () => {
  // sklearn.metrics.f1_score, its example: y_true 0 1 2 0 1 2, y_pred 0 2 1 0 0 1; macro 0.27, micro 0.33.
  const pairs = [
    [0, 0],
    [1, 2],
    [2, 1],
    [0, 0],
    [1, 0],
    [2, 1],
  ] as const;
  const counts = countLabels(three, pairs, 0);
  expect(macroF1(counts)).toBeCloseTo(0.8 / 3, 12);
  expect(microF1(counts)).toBeCloseTo(1 / 3, 12);
  expect(scoreLabels(counts)[0]).toEqual({
    label: 'a',
    support: 2,
    predicted: 3,
    precision: 2 / 3,
    recall: 1,
    f1: 0.8,
  });
});

test('a label that no row has and nobody predicts is left out; one that is predicted in vain counts as nought', () => {
  const right = countLabels(['a', 'b', 'c'], [[0, 0]], 0);
  expect(macroF1(right)).toBe(1);
  expect(scoreLabels(right)[1]).toMatchObject({ precision: undefined, recall: undefined, f1: undefined });
  const vain = countLabels(
    ['a', 'b', 'c'],
    [
      [0, 0],
      [0, 1],
    ],
    0,
  );
  expect(macroF1(vain)).toBeCloseTo((2 / 3 + 0) / 2, 12);
  expect(scoreLabels(vain)[1]).toMatchObject({ precision: 0, recall: undefined, f1: 0 });
});

test('a text that is no label is missed by its label, and is no false prediction of another', () => {
  const counts = countLabels(
    ['a', 'b'],
    [
      [0, 0],
      [0, 2],
      [1, 3],
      [1, 1],
    ],
    0,
  );
  expect(scoreLabels(counts).map(({ precision, recall }) => [precision, recall])).toEqual([
    [1, 0.5],
    [1, 0.5],
  ]);
  expect(microF1(counts)).toBeCloseTo((2 * 2) / (2 + 4), 12);
});

test('failed rows are missed, spread over the labels as the others are', () => {
  const pairs = [
    [0, 0],
    [0, 0],
    [1, 1],
  ] as const;
  const [a, b] = scoreLabels(countLabels(['a', 'b'], pairs, 3));
  expect([a!.recall, b!.recall]).toEqual([0.5, 0.5]);
  expect(a!.f1).toBeCloseTo(2 / 3, 12);
  expect(microF1(countLabels(['a', 'b'], pairs, 3))).toBeCloseTo(6 / 9, 12);
});
