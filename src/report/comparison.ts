import type { ReportComparison, ReportGap, ReportMeasured, ReportMetric } from '../../schemas/generated/report.js';

export type Verdict = ReportComparison['verdict'];

/**
 * The interval a comparison goes by. A bootstrap over rows that are all alike has no width, however few they are: such an
 * interval is widened by 3/n (the rule of three), so that three lucky rows prove nothing.
 */
export function intervalOf({ value, low, high, n }: ReportMetric): readonly [number, number] | undefined {
  if (low === undefined || high === undefined || !(low <= high)) return undefined;
  if (low < high) return [low, high];
  return n > 0 ? [value - 3 / n, value + 3 / n] : undefined;
}

export function compare(a: ReportMetric, b: ReportMetric): Verdict {
  const [one, two] = [intervalOf(a), intervalOf(b)];
  if (!one || !two) return 'no-interval';
  return one[0] > two[1] || two[0] > one[1] ? 'apart' : 'overlap';
}

/** Every pair of models on every metric both have. */
export function comparePairs(models: readonly ReportMeasured[], metrics: readonly string[]): ReportComparison[] {
  return metrics.flatMap((metric) =>
    models.flatMap((b, index) =>
      models.slice(index + 1).flatMap((a) => {
        const [one, two] = [a.metrics[metric], b.metrics[metric]];
        if (!one || !two) return [];
        return [{ metric, a: a.name, b: b.name, difference: one.value - two.value, verdict: compare(one, two) }];
      }),
    ),
  );
}

/** Share of the way from untrained student to teacher; only where the untrained one is apart from both others. */
export function measureGaps(
  models: readonly ReportMeasured[],
  metrics: readonly string[],
  rootOf: (name: string) => string,
): ReportGap[] {
  const gaps: ReportGap[] = [];
  for (const metric of metrics)
    for (const model of models.filter((it) => it.trained_on))
      for (const teacher of models.filter((it) => it.role === 'teacher')) {
        const untrained = models.find((it) => it.role === 'untrained' && it.name === rootOf(model.name));
        const [from, to, at] = [untrained?.metrics[metric], teacher.metrics[metric], model.metrics[metric]];
        if (!untrained || !from || !to || !at || compare(from, to) !== 'apart') continue;
        if (compare(from, at) === 'overlap') continue;
        const share = (at.value - from.value) / (to.value - from.value);
        gaps.push({ metric, model: model.name, untrained: untrained.name, teacher: teacher.name, share });
      }
  return gaps;
}
