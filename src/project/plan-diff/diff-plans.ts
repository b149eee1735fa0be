import type { Plan, PlanData, PlanStep } from '../../../schemas/generated/plan.js';
import type { StepForecast } from '../plan-reuse.js';
import { diffValues, type ValueChange } from './diff-values.js';

/** What became of one step or data set since an earlier plan. */
export interface PlanChange {
  readonly name: string;
  readonly what: 'step' | 'data set';
  /** `follows`: nothing of its own changed, but what it reads did. */
  readonly change: 'new' | 'gone' | 'changed' | 'follows' | 'same';
  /** Parts of the step key (or of how a data set is read) that differ. */
  readonly parts: readonly ValueChange[];
  /** What it reads that changed, for `follows`. */
  readonly because: readonly string[];
  /** Absent for what is gone. */
  readonly state?: StepForecast['state'];
}

/** Everything of two plans of a recipe that can make a step run again, step by step in the order of the newer plan. */
export function diffPlans(
  before: Plan,
  after: Plan,
  forecasts: ReadonlyMap<string, StepForecast>,
): readonly PlanChange[] {
  const changes: PlanChange[] = [];
  const touched = new Set<string>();
  const add = (change: PlanChange): void => {
    changes.push(change);
    if (change.change !== 'same') touched.add(change.name);
  };
  for (const [name, data] of Object.entries(after.data)) add(dataChange(name, before.data[name], data));
  for (const step of after.steps) add(stepChange({ step, before, after, touched, forecasts }));
  const gone = (name: string, what: PlanChange['what']): PlanChange => ({
    name,
    what,
    change: 'gone',
    parts: [],
    because: [],
  });
  for (const name of Object.keys(before.data)) if (!after.data[name]) changes.push(gone(name, 'data set'));
  for (const { id } of before.steps) if (!after.steps.some((step) => step.id === id)) changes.push(gone(id, 'step'));
  return changes;
}

function dataChange(name: string, before: PlanData | undefined, after: PlanData): PlanChange {
  const parts = before ? diffValues(readAs(before), readAs(after)) : [];
  const change = before ? (parts.length > 0 ? 'changed' : 'same') : 'new';
  return { name, what: 'data set', change, parts, because: [] };
}

/** What decides a data set's rows; where the file lies does not. */
function readAs({ name: _name, file: _file, columns: _columns, ...rest }: PlanData): Record<string, unknown> {
  return rest;
}

function stepChange(input: {
  readonly step: PlanStep;
  readonly before: Plan;
  readonly after: Plan;
  readonly touched: ReadonlySet<string>;
  readonly forecasts: ReadonlyMap<string, StepForecast>;
}): PlanChange {
  const { step, before, touched, forecasts } = input;
  const old = before.steps.find(({ id }) => id === step.id);
  const parts = old ? diffValues(identityOf(old), identityOf(step)) : [];
  const because = [...step.inputs.map(({ name }) => name), ...step.needs].filter((name) => touched.has(name));
  const state = forecasts.get(step.id)?.state;
  const change = !old ? 'new' : parts.length > 0 ? 'changed' : because.length > 0 ? 'follows' : 'same';
  return {
    name: step.id,
    what: 'step',
    change,
    parts,
    because: change === 'follows' ? [...new Set(because)] : [],
    ...(state === undefined ? {} : { state }),
  };
}

/** The plan's part of the step key, models by their role, and where its rows come from. */
function identityOf({ identity, inputs }: PlanStep): Record<string, unknown> {
  const { models, ...rest } = identity as { models?: readonly { role: string }[] };
  const roles = (models ?? []).map(({ role, ...model }, at) => [`${role}${roleIndex(models!, role, at)}`, model]);
  const from = inputs.map(({ port, name, output }) => [port, output === undefined ? name : `${name}.${output}`]);
  return { ...rest, models: Object.fromEntries(roles), from: Object.fromEntries(from) };
}

/** Several models of one role are told apart by their place. */
function roleIndex(models: readonly { readonly role: string }[], role: string, at: number): string {
  const before = models.slice(0, at).filter((model) => model.role === role).length;
  return models.filter((model) => model.role === role).length === 1 ? '' : `[${before}]`;
}
