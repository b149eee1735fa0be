import { lengthControlled, lengthGaps } from './length-controlled.js';

const all = (n: number): Int32Array => Int32Array.from({ length: n }, (_, at) => at);
const fit = (scores: readonly number[], gaps: readonly number[]): number =>
  lengthControlled({ scores: Float64Array.from(scores), gaps: Float64Array.from(gaps) }, all(scores.length));

test('it is where gradient ascent on the same likelihood, written apart from this, comes to rest', () => {
  // Forty comparisons drawn at random; 400,000 steps of plain gradient ascent in Python to a gradient below 1e-13.
  const gaps = [
    0.044, 0.67, 0.888, 0.619, -0.031, 0.188, 0.91, 0.666, 0.161, 0.686, 0.871, 0.795, 0.732, 0.499, -0.468, 0.497,
    -0.937, -0.022, -0.823, 0.81, 0.891, 0.716, -0.902, 0.325, 0.118, -0.004, 0.087, 0.852, 0.507, 0.488, 0.525, 0.004,
    0.681, -0.3, 0.58, 0.667, 0.285, 0.372, -0.139, -0.675,
  ];
  const scores = [
    1, 1, 1, 1, 0, 1, 0, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 0, 1, 0, 0, 1, 1, 1, 1, 1, 0, 1, 0, 1, 1, 1, 0, 0,
    0.5,
  ];
  expect(fit(scores, gaps)).toBeCloseTo(0.6029422689, 9);
});

test('where lengths say nothing it is the win rate', () => {
  expect(fit([1, 1, 0, 0.5], [0, 0, 0, 0])).toBeCloseTo(0.625, 12);
  // As many wins among the longer as among the shorter.
  expect(fit([1, 0, 1, 0, 1, 1], [0.5, 0.5, -0.5, -0.5, 0.5, -0.5])).toBeCloseTo(4 / 6, 12);
});

test('a model that wins by length alone loses its lead, and one that wins though shorter gains', () => {
  const longer = Array.from({ length: 40 }, (_, at) => (at % 4 === 0 ? -0.8 : 0.8));
  const byLength = longer.map((gap) => (gap > 0 ? 1 : 0));
  expect(fit(byLength, longer)).toBeLessThan(0.66);
  const thoughShorter = longer.map((gap, at) => (gap > 0 ? (at % 8 === 1 ? 0 : 1) : 1));
  const shorter = longer.map((gap) => -gap);
  expect(fit(thoughShorter, shorter)).toBeGreaterThan(thoughShorter.reduce<number>((sum, each) => sum + each, 0) / 40);
});

test('all won, all lost and nothing at all have their plain values', () => {
  expect([fit([1, 1], [0.9, -0.9]), fit([0, 0], [0.9, 0.2]), fit([], [])]).toEqual([1, 0, 0]);
});

test('differences are counted in their own spread, and an endless answer is one more', () => {
  expect([...lengthGaps([5, 5, 5])]).toEqual([0, 0, 0]);
  const gaps = lengthGaps([-10, 0, 10, 1_000_000]);
  expect(Math.max(...gaps)).toBeLessThan(1);
  // By hand: mean 0, deviation 10.
  expect(lengthGaps([-10, 10])[1]).toBeCloseTo(Math.tanh(1), 12);
});
