import type {
  Report,
  ReportEvaluation,
  ReportFinding,
  ReportMeasured,
  ReportMetric,
} from '../../schemas/generated/report.js';
import { compare, isBetter } from './comparison.js';
import { formatCount, formatMetric, formatShare, formatWithUnit } from './format-number.js';

type Measured = Pick<ReportEvaluation, 'metrics' | 'metric_traits' | 'models' | 'gaps' | 'set' | 'gate'>;

/** Sentences made from the numbers. A difference is claimed only where the intervals lie apart. */
export function stateFindings(evaluation: Measured): ReportFinding[] {
  const metric = evaluation.metrics[0];
  if (metric === undefined) return [];
  const scored = evaluation.models.filter((model) => model.metrics[metric]);
  const distilled = scored.filter((model) => model.role === 'distilled');
  const subjects = distilled.length > 0 ? distilled : scored.filter((model) => model.role === 'control');
  if (subjects.length === 0)
    return [
      { kind: 'not-shown', text: 'No trained student was measured, so nothing is said about what training gained.' },
    ];
  return subjects.flatMap((subject) => [
    sayResult(evaluation, subject, metric),
    ...inOrder(scored.filter((other) => isYardstick(subject, other))).map((other) =>
      sayComparison(evaluation, { subject, other }, metric),
    ),
    ...evaluation.gaps
      .filter((gap) => gap.metric === metric && gap.model === subject.name)
      .map((gap) => sayGap(evaluation, gap)),
  ]);
}

function isYardstick(subject: ReportMeasured, other: ReportMeasured): boolean {
  return other.name !== subject.name && other.role !== 'distilled';
}

/** What decides comes first: the control, then where the student stood. */
function inOrder(others: readonly ReportMeasured[]): ReportMeasured[] {
  const roles = ['control', 'untrained', 'teacher', 'reference', 'distilled'] as const;
  return roles.flatMap((role) => others.filter((other) => other.role === role));
}

function sayResult({ set, metric_traits: traits }: Measured, subject: ReportMeasured, metric: string): ReportFinding {
  const score = subject.metrics[metric]!;
  const rows = subject.trained_on?.rows === undefined ? '' : `${formatCount(subject.trained_on.rows)} rows of `;
  const sources = subject.trained_on?.sources.map((source) => source.name).join(' and ') ?? '';
  const of = `${formatCount(score.n)} ${set.held_out ? 'held-out ' : ''}rows of ${set.names.join(', ')}`;
  return {
    kind: 'result',
    text: `${subject.display}, trained on ${rows}${sources}, reached ${metric} ${formatWithUnit(score.value, traits?.[metric])}${sayInterval(score)} on the ${of}.`,
  };
}

function sayInterval({ low, high }: ReportMetric): string {
  return low === undefined || high === undefined ? '' : ` (interval ${formatMetric(low)} to ${formatMetric(high)})`;
}

function sayComparison(
  { metric_traits: all }: Measured,
  { subject, other }: { readonly subject: ReportMeasured; readonly other: ReportMeasured },
  metric: string,
): ReportFinding {
  const traits = all?.[metric];
  const [mine, theirs] = [subject.metrics[metric]!, other.metrics[metric]!];
  const who = `${nameRole(other)} (${formatMetric(theirs.value)})`;
  switch (compare(mine, theirs, traits)) {
    case 'overlap':
      return {
        kind: 'not-shown',
        text: `Its interval overlaps that of ${who}: this run does not show that the two differ.`,
      };
    case 'no-interval':
      return { kind: 'not-shown', text: `Without intervals nothing is claimed about its distance from ${who}.` };
    default: {
      const distance = formatWithUnit(Math.abs(mine.value - theirs.value), traits);
      const better = isBetter(mine.value, theirs.value, traits);
      const side = better === undefined ? 'away from' : better ? 'better than' : 'worse than';
      return { kind: 'apart', text: `That is ${distance} ${side} ${who}; the intervals do not overlap.` };
    }
  }
}

function nameRole(model: ReportMeasured): string {
  switch (model.role) {
    case 'teacher':
      return model.name === 'teacher' ? `the ${model.display}` : `the teacher ${model.display}`;
    case 'untrained':
      return model.name === 'student' ? `the untrained ${model.display}` : `the untrained student ${model.display}`;
    case 'control':
      return `the control ${model.display}, trained on ${model.trained_on?.sources.map((it) => it.name).join(', ')} alone`;
    default:
      return model.display;
  }
}

function sayGap({ models }: Measured, gap: Measured['gaps'][number]): ReportFinding {
  const nameOf = (name: string) => {
    const model = models.find((it) => it.name === name);
    return model ? nameRole(model) : name;
  };
  const between = `the gap between ${nameOf(gap.untrained)} and ${nameOf(gap.teacher)}`;
  if (gap.share <= 0) return { kind: 'not-shown', text: `It closed nothing of ${between}.` };
  return { kind: 'result', text: `It closed ${formatShare(gap.share)} of ${between}.` };
}

/** What a reader should hold against the numbers. */
export function stateCaveats(evaluation: Measured, failed: number): string[] {
  const caveats: string[] = [];
  const { set, models } = evaluation;
  const names = set.names.join(', ');
  if (!set.held_out) caveats.push(`The rows of ${names} are not marked as held out (use: evaluation).`);
  for (const { display, trained_on: training } of models)
    if (training && training.checks.length === 0)
      caveats.push(`The rows that ${display} was trained on were not checked against ${names} in this recipe.`);
  const flat = models.filter((model) =>
    Object.values(model.metrics).some(({ low, high }) => low !== undefined && low === high),
  );
  if (flat.length > 0)
    caveats.push(
      `All rows of ${flat.map((model) => model.display).join(', ')} scored alike, so the interval has no width; comparisons widen it by 3/n of the metric's range.`,
    );
  if (failed > 0)
    caveats.push(
      failed === 1
        ? 'One prediction failed and counts as wrong.'
        : `${formatCount(failed)} predictions failed and count as wrong.`,
    );
  caveats.push('Intervals show the chance in which rows were held out. They do not show how another seed would train.');
  return caveats;
}

/** In place of a result. */
export function sayUnmeasured({ run, steps }: Pick<Report, 'run' | 'steps'>): string {
  const measures = steps.some((step) => step.shape === 'measure');
  if (measures && run.outcome === 'running') return 'Nothing has been measured yet.';
  return 'Nothing was measured, so nothing is claimed.';
}
