import { bootstrapMean } from './bootstrap.js';
import type { MethodContext, Metrics, RowSource } from '../../../src/core/method.js';
import type { MetricTraits } from '../../../src/core/metric.js';

/** What `scoreAnswers` gives. */
export const answerMetrics = {
  accuracy: { interval: true, better: 'higher', unit: 'share', range: [0, 1] },
  parse_failures: { interval: false, better: 'lower', unit: 'share', range: [0, 1] },
} as const satisfies Readonly<Record<string, MetricTraits>>;

/**
 * Fold predictions into `accuracy` with its interval and `parse_failures`, the share of rows without a usable answer. A
 * failed row counts as wrong in both: a model gets no credit for what it could not do.
 */
export async function scoreAnswers(
  rows: RowSource,
  failed: number,
  ctx: Pick<MethodContext<unknown>, 'random' | 'signal'>,
  resamples: number,
): Promise<Metrics> {
  const correct = new Float64Array(rows.rows + failed);
  let at = 0;
  let unusable = failed;
  for await (const row of rows.read()) {
    ctx.signal.throwIfAborted();
    correct[at++] = row['correct'] === true ? 1 : 0;
    if (row['failure'] !== undefined) unusable++;
  }
  const n = correct.length;
  return {
    accuracy: bootstrapMean(correct, { random: ctx.random, resamples }),
    parse_failures: { value: n === 0 ? 0 : unusable / n, n },
  };
}
