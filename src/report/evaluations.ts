import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { PlanStep } from '../../schemas/generated/plan.js';
import type { ReportEvaluation, ReportExample, ReportMeasured, ReportTable } from '../../schemas/generated/report.js';
import { isLimbeckError } from '../core/errors.js';
import { comparePairs, measureGaps } from './comparison.js';
import { pickExamples, type PredictionSource } from './examples.js';
import { stateCaveats, stateFindings } from './findings.js';
import { metricTraitsOf } from './facts/metric-traits.js';
import { describeModel, displayName, roleOf, rootOf, trainedOn } from './facts/model-roles.js';
import { meantModel } from '../core/models/meant-model.js';
import { isMeasuring, subjectsOf } from '../core/models/subjects.js';
import { makerOf, rowsOf, stateOf, type ReportStores, type RunEvidence } from './facts/run-evidence.js';

/** The result of every evaluate step that has one, in plan order. */
export async function describeEvaluations(evidence: RunEvidence, stores: ReportStores): Promise<ReportEvaluation[]> {
  const evaluations: ReportEvaluation[] = [];
  for (const step of evidence.plan.steps) {
    const record = evidence.records.get(step.id);
    if (isMeasuring(step) && record) evaluations.push(await describeEvaluation(evidence, stores, { step, record }));
  }
  return evaluations;
}

interface MeasuredStep {
  readonly step: PlanStep;
  readonly record: StepRecord;
}

async function describeEvaluation(
  evidence: RunEvidence,
  stores: ReportStores,
  { step, record }: MeasuredStep,
): Promise<ReportEvaluation> {
  const set = describeSet(evidence, step);
  const sources = await openPredictions(stores, { step, record });
  const models = step.parts.map(({ name }) => describeMeasured(evidence, { step, record }, { name, set, sources }));
  const metrics = orderMetrics(step, record);
  const traits = metricTraitsOf(step, metrics);
  const gate = evidence.view.steps.get(step.id)?.gate;
  const measured = {
    set,
    metrics,
    metric_traits: traits,
    models,
    gaps: measureGaps(models, metrics, (name) => calledIn(step, rootOf(evidence, meantIn(step, name))), traits),
    ...(step.gate === undefined
      ? {}
      : { gate: { step: step.id, expression: step.gate, ...(gate ? { met: gate.met } : {}) } }),
  };
  const examples = await readExamples(evidence, { step, models, sources });
  return {
    step: step.id,
    use: step.use,
    state: stateOf(evidence, step.id),
    ...measured,
    comparisons: comparePairs(models, metrics, traits),
    findings: stateFindings(measured),
    caveats: [...skipped(measured.models), ...stateCaveats(measured, record.counts.failed), ...examples.caveats],
    examples: examples.examples,
    ...tablesOf(step, record),
  };
}

/** By model in the plan's order, then those over all of them. */
function tablesOf(step: PlanStep, { tables }: StepRecord): { tables?: ReportTable[] } {
  if (!tables) return {};
  const own = step.parts.flatMap(({ name }) =>
    (tables.by_model[name] ?? []).map((table) => ({ model: name, ...table })),
  );
  return { tables: [...own, ...tables.across] };
}

/** What a step's name for a model stands for in the plan. */
function meantIn(step: PlanStep, name: string): string {
  const ref = subjectsOf(step).find((model) => model.name === name);
  return ref ? meantModel(ref) : name;
}

/** How a step calls a model of the plan; the plan's own name where it does not measure it. */
function calledIn(step: PlanStep, meant: string): string {
  return subjectsOf(step).find((model) => meantModel(model) === meant)?.name ?? meant;
}

function skipped(models: readonly ReportMeasured[]): string[] {
  const without = models.filter(({ metrics }) => Object.keys(metrics).length === 0).map(({ display }) => display);
  return without.length === 0
    ? []
    : [`Not measured, because the step that makes it was skipped: ${without.join(', ')}.`];
}

function describeSet(evidence: RunEvidence, step: PlanStep): ReportEvaluation['set'] {
  const inputs = step.inputs.filter((input) => input.port === step.inputs[0]?.port);
  const data = inputs.flatMap((input) => (input.source === 'data' ? [evidence.plan.data[input.name]] : []));
  const first = inputs.length === 1 ? data[0] : undefined;
  const rows = inputs.map((input) => rowsOf(evidence, input.source, input.name));
  return {
    names: inputs.map((input) => input.name),
    held_out: data.length === inputs.length && data.every((set) => set?.evaluation === true),
    ...(rows.every((count) => count !== undefined) ? { rows: rows.reduce((a, b) => a + b, 0) } : {}),
    ...(first?.license === undefined ? {} : { license: first.license }),
    ...(first ? { digest: first.digest } : {}),
  };
}

interface MeasuredPart {
  readonly name: string;
  readonly set: ReportEvaluation['set'];
  readonly sources: readonly PredictionSource[];
}

function describeMeasured(evidence: RunEvidence, measured: MeasuredStep, part: MeasuredPart): ReportMeasured {
  const { name, set, sources } = part;
  const meant = meantIn(measured.step, name);
  const maker = makerOf(evidence, meant);
  const training = maker?.stage === 'distill' ? trainedOn(evidence, maker, set.names) : undefined;
  const own = measured.record.outputs[name] === undefined ? undefined : sources.find((it) => it.model === name)?.source;
  const rows = own?.rows;
  return {
    name,
    display: displayName(evidence.plan, name, meant),
    role: roleOf(evidence, meant),
    detail: describeModel(evidence, meant, training),
    metrics: measured.record.metrics?.[name] ?? {},
    ...(training ? { trained_on: training } : {}),
    ...(rows === undefined ? {} : { rows }),
    ...(rows === undefined || set.rows === undefined ? {} : { failed: Math.max(0, set.rows - rows) }),
  };
}

/** First what the gate speaks of, since the recipe's author cares about it; then what has intervals. */
function orderMetrics(step: PlanStep, record: StepRecord): string[] {
  const all = Object.values(record.metrics ?? {});
  const names = [...new Set(all.flatMap((metrics) => Object.keys(metrics)))];
  const words = new Set(step.gate?.match(/[\w-]+/g));
  const rank = (name: string) => {
    if (words.has(name)) return 0;
    return all.some((metrics) => metrics[name]?.low !== undefined) ? 1 : 2;
  };
  return names.sort((a, b) => rank(a) - rank(b));
}

/** A data set per model, or one for all with a `model` column. What the store no longer has is left out. */
async function openPredictions(stores: ReportStores, { step, record }: MeasuredStep): Promise<PredictionSource[]> {
  const found: PredictionSource[] = [];
  for (const { name } of step.parts) {
    const own = record.outputs[name];
    const digest = own ?? Object.values(record.outputs)[0];
    if (digest === undefined) continue;
    try {
      const { source } = await stores.artifacts.openDataSet(digest);
      found.push({ model: name, source, isIts: (row) => own !== undefined || row['model'] === name });
    } catch (error) {
      if (!isLimbeckError(error) || error.code !== 'artifact-missing') throw error;
    }
  }
  return found;
}

interface ExampleInput {
  readonly step: PlanStep;
  readonly models: readonly ReportMeasured[];
  readonly sources: readonly PredictionSource[];
}

async function readExamples(
  evidence: RunEvidence,
  { step, models, sources }: ExampleInput,
): Promise<{ examples: ReportExample[]; caveats: string[] }> {
  const first = step.inputs[0];
  const kind =
    first?.source === 'data' ? evidence.plan.data[first.name]?.kind : makerOf(evidence, first?.name ?? '')?.produces;
  const examples = await pickExamples(models, sources, { kind: kind ?? '', columns: step.measures?.record });
  const gone = sources.length < models.length;
  return {
    examples,
    caveats: gone ? ['Some predictions are no longer in the artifact store, so they are not shown.'] : [],
  };
}
