import type { Metric } from '../../../src/core/method.js';
import type { Random } from '../../../src/core/random.js';

export interface BootstrapOptions {
  readonly random: Random;
  readonly resamples: number;
  /** Share of resampled means the interval covers. Default 0.95. */
  readonly level?: number;
}

/**
 * The mean with its percentile bootstrap interval (Efron, "Bootstrap Methods: Another Look at the Jackknife", 1979;
 * Efron and Tibshirani, "An Introduction to the Bootstrap", 1993, chapter 13): rows are drawn again with replacement, the
 * interval leaves out the same share of resampled means on either side. It says how far the score may move with other
 * rows of the same kind; with all rows equal it has no width, however few they are.
 */
export function bootstrapMean(values: Float64Array, { random, resamples, level = 0.95 }: BootstrapOptions): Metric {
  const n = values.length;
  const value = values.reduce((sum, each) => sum + each, 0) / n;
  const meanOf = (drawn: Int32Array): number => {
    let sum = 0;
    for (const at of drawn) sum += values[at]!;
    return sum / n;
  };
  return n === 0 ? { value: 0, n } : bootstrap(n, { value, of: meanOf }, { random, resamples, level });
}

export interface Statistic {
  readonly value: number;
  /** Over rows drawn again, by their places. */
  readonly of: (drawn: Int32Array) => number;
}

/** The same for any number that comes of rows. */
export function bootstrap(
  n: number,
  { value, of }: Statistic,
  { random, resamples, level = 0.95 }: BootstrapOptions,
): Metric {
  if (n === 0) return { value, n };
  const drawn = new Int32Array(n);
  const found = new Float64Array(resamples);
  for (let sample = 0; sample < resamples; sample++) {
    for (let draw = 0; draw < n; draw++) drawn[draw] = random.below(n);
    found[sample] = of(drawn);
  }
  found.sort();
  return { value, low: quantile(found, (1 - level) / 2), high: quantile(found, (1 + level) / 2), n };
}

/** Linear between the two nearest order statistics (type 7, as in most statistics packages). */
function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const below = sorted[Math.floor(at)]!;
  const above = sorted[Math.ceil(at)]!;
  return below + (above - below) * (at - Math.floor(at));
}
