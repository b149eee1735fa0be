import type { PlanStep } from '../../../schemas/generated/plan.js';
import type { ReportMetricTraits } from '../../../schemas/generated/report.js';

/** Every metric that there was in 0.1.0, whose plans say nothing of them. */
const known: Readonly<Record<string, ReportMetricTraits>> = {
  accuracy: { better: 'higher', unit: 'share', range: [0, 1] },
  parse_failures: { better: 'lower', unit: 'share', range: [0, 1] },
};

/** What is known of a step's metrics, by name; of one that the method says nothing of, nothing. */
export function metricTraitsOf({ measures }: PlanStep, names: readonly string[]): Record<string, ReportMetricTraits> {
  const said = measures ? measures.metrics : known;
  return Object.fromEntries(
    names.flatMap((name) => {
      const traits = said && Object.hasOwn(said, name) ? said[name] : undefined;
      if (!traits) return [];
      const { better, unit, range } = traits;
      return [[name, { better, ...(unit === undefined ? {} : { unit }), ...(range ? { range } : {}) }]];
    }),
  );
}
