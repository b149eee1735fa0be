import type { Plan, PlanStep } from '../../schemas/generated/plan.js';
import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { ArtifactStore } from '../artifacts/contract.js';
import { meantModel } from '../core/models/meant-model.js';
import { importKey, retriedKey, reviewKey, stepKey } from '../core/identity/step-key.js';
import { diffValues } from './plan-diff/diff-values.js';

export type StepForecast =
  | { readonly state: 'reused'; readonly record: StepRecord }
  | { readonly state: 'will-run'; readonly because: string };

/**
 * Which steps have a complete artifact already, and why the rest must run. `before` is the plan of the recipe's last run. Reads the
 * store, writes nothing.
 */
export async function forecastReuse(
  plan: Plan,
  artifacts: Pick<ArtifactStore, 'getStep' | 'timesRetried'>,
  before: Plan | undefined,
): Promise<ReadonlyMap<string, StepForecast>> {
  const outputs = new Map<string, Readonly<Record<string, string>>>();
  for (const data of Object.values(plan.data)) {
    const record = await artifacts.getStep(importKey(data));
    if (record) outputs.set(data.name, record.outputs);
  }
  const forecasts = new Map<string, StepForecast>();
  for (const step of plan.steps) {
    const forecast = await forecastStep({ step, plan, outputs, artifacts, before });
    forecasts.set(step.id, forecast);
    if (forecast.state !== 'reused') continue;
    const made = forecast.record.outputs;
    // What comes after a review reads what the reviewer left, which is known when the same rows were approved before.
    const left = step.review ? (await artifacts.getStep(reviewKey(made, step.review.rows)))?.outputs : made;
    if (left) outputs.set(step.id, left);
  }
  return forecasts;
}

async function forecastStep(input: {
  readonly step: PlanStep;
  readonly plan: Plan;
  readonly outputs: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly artifacts: Pick<ArtifactStore, 'getStep' | 'timesRetried'>;
  readonly before: Plan | undefined;
}): Promise<StepForecast> {
  const { step, plan, outputs, artifacts, before } = input;
  const inputs: Record<string, string> = {};
  const models: Record<string, string> = {};
  const sources = [
    ...step.inputs.map(({ port, name, output }) => ({ into: inputs, key: port, name, output })),
    ...step.models
      .filter(({ source }) => source === 'step')
      .map((ref) => ({ into: models, key: ref.name, name: meantModel(ref), output: 'model' })),
  ];
  for (const { into, key, name, output } of sources) {
    const made = outputs.get(name);
    const digest = made && (output === undefined ? Object.values(made)[0] : made[output]);
    if (digest === undefined) return { state: 'will-run', because: whyNot(step, before) ?? unknownInput(plan, name) };
    into[key] = digest;
  }
  const key = stepKey({ identity: step.identity, inputs, models });
  const record = await artifacts.getStep(retriedKey(key, await artifacts.timesRetried(key)));
  return record
    ? { state: 'reused', record }
    : { state: 'will-run', because: whyNot(step, before) ?? 'not finished before' };
}

/** Which round a loop keeps is known when it has run. */
function unknownInput({ steps, data }: Plan, name: string): string {
  const isThere = Object.hasOwn(data, name) || steps.some(({ id }) => id === name);
  return isThere ? `input changed: ${name}` : `after ${name}`;
}

/** A reason in the step itself; undefined when it is the same step as before. */
function whyNot(step: PlanStep, before: Plan | undefined): string | undefined {
  const old = before?.steps.find(({ id }) => id === step.id);
  if (!old) return 'new';
  const changed = changedParts(old.identity, step.identity);
  if (changed.length === 0) return undefined;
  // A cell of a table: `limbeck plan --diff` says them all.
  const named = changed.length > 2 ? [changed[0], `${changed.length - 1} more`] : changed;
  return `${named.join(', ')} changed`;
}

/** Names of the parts of a step's identity that differ, `with.threshold` rather than `with`. */
export function changedParts(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const paths = diffValues(before, after).map(({ path }) => path.split('.').slice(0, 2).join('.'));
  return [...new Set(paths)];
}
