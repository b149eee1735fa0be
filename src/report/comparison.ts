import type {
  ReportComparison,
  ReportGap,
  ReportMeasured,
  ReportMetric,
  ReportMetricTraits,
} from '../../schemas/generated/report.js';

export type Verdict = ReportComparison['verdict'];

/**
 * The interval a comparison goes by. A bootstrap over rows that are all alike has no width, however few they are: such an
 * interval is widened by 3/n of what the metric can be at all (the rule of three), so that three lucky rows prove
 * nothing; where a metric has no bounds such an interval is none.
 */
export function intervalOf(
  { value, low, high, n }: ReportMetric,
  traits?: ReportMetricTraits,
): readonly [number, number] | undefined {
  if (low === undefined || high === undefined || !(low <= high)) return undefined;
  if (low < high) return [low, high];
  const [least = 0, most = 1] = traits?.range ?? (traits ? [null, null] : []);
  if (n === 0 || least === null || most === null) return undefined;
  const margin = (3 / n) * (most - least);
  return [value - margin, value + margin];
}

export function compare(a: ReportMetric, b: ReportMetric, traits?: ReportMetricTraits): Verdict {
  const [one, two] = [intervalOf(a, traits), intervalOf(b, traits)];
  if (!one || !two) return 'no-interval';
  return one[0] > two[1] || two[0] > one[1] ? 'apart' : 'overlap';
}

/** Whether a value is the better one; undefined where the metric does not say which way is better, or they are equal. */
export function isBetter(value: number, other: number, traits: ReportMetricTraits | undefined): boolean | undefined {
  if (!traits || value === other) return undefined;
  return traits.better === 'higher' ? value > other : value < other;
}

export type TraitsByMetric = Readonly<Record<string, ReportMetricTraits>>;

/** Every pair of models on every metric both have. */
export function comparePairs(
  models: readonly ReportMeasured[],
  metrics: readonly string[],
  traits: TraitsByMetric = {},
): ReportComparison[] {
  return metrics.flatMap((metric) =>
    models.flatMap((b, index) =>
      models.slice(index + 1).flatMap((a) => {
        const [one, two] = [a.metrics[metric], b.metrics[metric]];
        if (!one || !two) return [];
        const verdict = compare(one, two, traits[metric]);
        const first = verdict === 'apart' ? isBetter(one.value, two.value, traits[metric]) : undefined;
        const better = first === undefined ? {} : { better: first ? a.name : b.name };
        return [{ metric, a: a.name, b: b.name, difference: one.value - two.value, verdict, ...better }];
      }),
    ),
  );
}

/** Share of the way from untrained student to teacher; only where the untrained one is apart from both others. */
export function measureGaps(
  models: readonly ReportMeasured[],
  metrics: readonly string[],
  rootOf: (name: string) => string,
  traits: TraitsByMetric = {},
): ReportGap[] {
  const gaps: ReportGap[] = [];
  for (const metric of metrics)
    for (const model of models.filter((it) => it.trained_on))
      for (const teacher of models.filter((it) => it.role === 'teacher')) {
        const untrained = models.find((it) => it.role === 'untrained' && it.name === rootOf(model.name));
        const [from, to, at] = [untrained?.metrics[metric], teacher.metrics[metric], model.metrics[metric]];
        if (!untrained || !from || !to || !at || compare(from, to, traits[metric]) !== 'apart') continue;
        if (compare(from, at, traits[metric]) === 'overlap') continue;
        const share = (at.value - from.value) / (to.value - from.value);
        gaps.push({ metric, model: model.name, untrained: untrained.name, teacher: teacher.name, share });
      }
  return gaps;
}
