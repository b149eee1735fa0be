import type { MethodContext, Metrics, PartRows } from '../../../src/core/method.js';
import type { MetricTraits } from '../../../src/core/metric.js';
import { bootstrap, bootstrapMean } from '../../kit/answers/bootstrap.js';
import { countLabels, emptyCells, macroF1, microF1, type LabelCounts } from '../../kit/answers/label-counts.js';
import type { ClassificationParams } from './params.js';
import { readLabels, type LabelRows } from './read-labels.js';

const share = { unit: 'share', range: [0, 1] } as const;

export const labelMetrics = {
  accuracy: { interval: true, better: 'higher', ...share },
  macro_f1: { interval: true, better: 'higher', ...share },
  micro_f1: { interval: false, better: 'higher', ...share },
  majority_baseline: { interval: false, better: 'higher', ...share },
  invented_labels: { interval: false, better: 'lower', ...share },
  parse_failures: { interval: false, better: 'lower', ...share },
} as const satisfies Readonly<Record<string, MetricTraits>>;

export async function foldLabels(part: PartRows, ctx: MethodContext<ClassificationParams>): Promise<Metrics> {
  const read = await readLabels(part, ctx);
  const { labels, gold, predicted, failed } = read;
  const n = gold.length + failed;
  const options = { random: ctx.random, resamples: ctx.params.resamples };
  const counts = countAll(read);
  const value = (number: number): { value: number; n: number } => ({ value: n === 0 ? 0 : number, n });
  const correct = Float64Array.from({ length: n }, (_, at) => (at < gold.length && gold[at] === predicted[at] ? 1 : 0));
  const ofKind = (place: number): number => predicted.reduce((sum, each) => sum + (each === place ? 1 : 0), 0);
  const commonest = Math.max(0, ...counts.cells.map((row) => row.reduce((sum, each) => sum + each, 0)));
  return {
    accuracy: bootstrapMean(correct, options),
    macro_f1: bootstrap(n, { value: macroF1(counts), of: (drawn) => macroF1(countDrawn(read, drawn)) }, options),
    micro_f1: value(microF1(counts)),
    // What answering the commonest label to every row would give, of the rows whose label is known.
    majority_baseline: value(gold.length === 0 ? 0 : commonest / gold.length),
    invented_labels: value(ofKind(labels.length) / n),
    parse_failures: value((ofKind(labels.length + 1) + failed) / n),
  };
}

export function countAll({ labels, gold, predicted, failed }: LabelRows): LabelCounts {
  return countLabels(
    labels,
    Array.from(gold, (label, at) => [label, predicted[at]!] as const),
    failed,
  );
}

/** Places behind the rows are those of failed ones. */
function countDrawn({ labels, gold, predicted }: LabelRows, drawn: Int32Array): LabelCounts {
  const cells = emptyCells(labels);
  let failed = 0;
  for (const at of drawn) {
    if (at < gold.length) cells[gold[at]!]![predicted[at]!]!++;
    else failed++;
  }
  return { labels, cells, failed };
}
