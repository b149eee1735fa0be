import type { Plan, PlanModelRef, PlanStep } from '../../../schemas/generated/plan.js';
import type { ReportMeasured, ReportTrainedOn } from '../../../schemas/generated/report.js';
import { formatCount } from '../format-number.js';
import { meantModel } from '../../core/models/meant-model.js';
import { makerOf, rowsOf, type RunEvidence } from './run-evidence.js';

export type MeasuredRole = ReportMeasured['role'];

/** How reports call a model: its label stands wherever its name does. `meant` is what the name stands for in the plan. */
export function displayName(plan: Plan, name: string, meant = name): string {
  const label = Object.hasOwn(plan.models, meant) ? plan.models[meant]?.label : undefined;
  return label === undefined ? name : `${name} (${label})`;
}

/** What a model is in this recipe, told from who asks it and who trains it. */
export function roleOf(evidence: RunEvidence, name: string): MeasuredRole {
  const { plan } = evidence;
  const maker = makerOf(evidence, name);
  if (maker) return teachersOf(evidence, maker).length > 0 ? 'distilled' : 'control';
  const uses = plan.steps.flatMap((step) => step.models.map((model) => ({ step, model })));
  const ofIt = uses.filter(({ model }) => model.source === 'model' && meantModel(model) === name);
  if (ofIt.some(({ step, model }) => isStudent(step, model))) return 'untrained';
  return ofIt.some(({ step }) => step.stage !== 'evaluate') ? 'teacher' : 'reference';
}

/** The model that all training of this one began with. */
export function rootOf(evidence: RunEvidence, name: string): string {
  for (let at = name; ;) {
    const base = baseOf(makerOf(evidence, at));
    if (base === undefined) return at;
    at = base;
  }
}

/** Rows, sources, teachers and checks behind a distill step. */
export function trainedOn(evidence: RunEvidence, step: PlanStep, heldOut: readonly string[]): ReportTrainedOn {
  const { plan, records } = evidence;
  const rows = records.get(step.id)?.counts.in;
  const base = baseOf(step);
  const checks = ancestors(evidence, step).filter((above) =>
    above.inputs.some((input) => heldOut.includes(input.name)),
  );
  return {
    step: step.id,
    sources: step.inputs.map(({ name, source }) => ({
      name,
      source,
      ...optional('rows', rowsOf(evidence, source, name)),
    })),
    teachers: teachersOf(evidence, step).map((name) => displayName(plan, name)),
    checks: checks.map(({ id }) => ({ step: id, ...optional('rejected', records.get(id)?.counts.rejected) })),
    ...optional('rows', rows),
    ...optional('base', base),
  };
}

/** One line on what the model is. */
export function describeModel(evidence: RunEvidence, name: string, training: ReportTrainedOn | undefined): string {
  const { plan } = evidence;
  if (training) {
    const rows = training.rows === undefined ? '' : `${formatCount(training.rows)} rows of `;
    const sources = training.sources.map((source) => source.name).join(', ');
    const who = training.teachers.length > 0 ? `answered by ${training.teachers.join(', ')}` : 'no teacher';
    return `${training.base ?? 'student'} trained on ${rows}${sources}; ${who}`;
  }
  const model = plan.models[name];
  const role = roleOf(evidence, name);
  if (role === 'untrained')
    return model?.initial === 'random'
      ? 'untrained student, random weights'
      : 'student as it came, before distillation';
  return [role === 'teacher' ? 'teacher' : 'for comparison', model?.model].filter(Boolean).join(', ');
}

function isStudent(step: PlanStep, model: PlanModelRef): boolean {
  return step.stage === 'distill' && model.role === 'student';
}

function baseOf(step: PlanStep | undefined): string | undefined {
  const ref = step?.models.find((model) => isStudent(step, model));
  return ref && meantModel(ref);
}

/** Models that answered for the rows of a training, or that teach in it (a logit loss). */
function teachersOf(evidence: RunEvidence, step: PlanStep): string[] {
  const inIt = step.models.filter((model) => !isStudent(step, model));
  const above = ancestors(evidence, step).flatMap((it) => (it.stage === 'distill' ? [] : it.models));
  const base = makerOf(evidence, baseOf(step) ?? '');
  return [...new Set([...inIt, ...above].map(meantModel).concat(base ? teachersOf(evidence, base) : []))];
}

/** Steps whose rows flow into this one, nearest first. */
function ancestors(evidence: RunEvidence, step: PlanStep): PlanStep[] {
  const found = new Map<string, PlanStep>();
  const open = [step];
  for (let next = open.shift(); next; next = open.shift()) {
    for (const { source, name } of next.inputs) {
      const above = source === 'step' ? makerOf(evidence, name) : undefined;
      if (!above || found.has(above.id)) continue;
      found.set(above.id, above);
      open.push(above);
    }
  }
  return [...found.values()];
}

function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return (value === undefined ? {} : { [key]: value }) as { [P in K]?: V };
}
