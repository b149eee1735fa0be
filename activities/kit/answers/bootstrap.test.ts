import { bootstrapMean } from './bootstrap.js';
import { createRandom, type Random } from '../../../src/core/random.js';

const shareOf = (ones: number, n: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => (i < ones ? 1 : 0));

test('the interval of a share is close to the normal approximation for many rows', () => {
  const { value, low, high, n } = bootstrapMean(shareOf(180, 300), { random: createRandom('a'), resamples: 2000 });
  const half = 1.96 * Math.sqrt((0.6 * 0.4) / 300);
  expect({ value, n }).toEqual({ value: 0.6, n: 300 });
  expect(Math.abs(low! - (0.6 - half))).toBeLessThan(0.01);
  expect(Math.abs(high! - (0.6 + half))).toBeLessThan(0.01);
});

test('it covers the true share about as often as it says', () => {
  const random = createRandom('coverage');
  let covered = 0;
  for (let trial = 0; trial < 200; trial++) {
    const values = Float64Array.from({ length: 120 }, () => (random.unit() < 0.7 ? 1 : 0));
    const { low, high } = bootstrapMean(values, { random, resamples: 300 });
    if (low! <= 0.7 && 0.7 <= high!) covered++;
  }
  expect(covered / 200).toBeGreaterThan(0.89);
});

test('equal seeds give equal intervals', () => {
  const run = (seed: string): unknown => bootstrapMean(shareOf(5, 17), { random: createRandom(seed), resamples: 200 });
  expect(run('x')).toEqual(run('x'));
});

test.each([
  [0, 0, { value: 0, n: 0 }],
  [3, 3, { value: 1, low: 1, high: 1, n: 3 }],
  [0, 3, { value: 0, low: 0, high: 0, n: 3 }],
])('%d of %d', (ones, n, expected) => {
  expect(bootstrapMean(shareOf(ones, n), { random: createRandom('e'), resamples: 100 })).toEqual(expected);
});

/** Draws so that the means of the resamples are the values from the last down to the first. */
const countingDown = (last: number): Random => {
  let draws = 0;
  return { ...createRandom('unused'), below: (limit) => last - Math.floor(draws++ / limit) };
};

test.each([
  [undefined, 12.5, 107.5],
  [0.9, 15, 105],
  [0.99, 10.5, 109.5],
])(
  'at level %s the interval leaves out the same share of means on either side, to the last digit',
  (level, low, high) => {
    const values = Float64Array.from({ length: 101 }, (_, i) => 10 + i);
    const options = { random: countingDown(100), resamples: 101, ...(level === undefined ? {} : { level }) };
    const found = bootstrapMean(values, options);
    expect(found.value).toBe(60);
    expect(found.low).toBeCloseTo(low, 9);
    expect(found.high).toBeCloseTo(high, 9);
  },
);
