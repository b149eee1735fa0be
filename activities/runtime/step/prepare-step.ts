import type { PlanStep } from '../../../schemas/generated/plan.js';
import type { StepRecord } from '../../../schemas/generated/artifact.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { PrepareStepInput, PrepareStepResult, StepOutput, StepRef } from '../../../src/core/ports.js';
import { isMeasuring, subjectsOf } from '../../../src/core/models/subjects.js';
import { retriedKey, stepKey } from '../../../src/core/identity/step-key.js';
import type { ActivityDeps } from '../deps.js';
import { getMethod, getPlanStep, pinnedPlan } from './pinned-plan.js';
import { findWholeStep, finishedFacts, outputOf } from './step-record.js';
import { timesToRetry } from './times-to-retry.js';
import { whenFacts } from './when-facts.js';

interface Resolved {
  readonly inputs: StepRef['inputs'];
  readonly models: StepRef['models'];
}

/** Decide what a step works on and whether it must: skipped, reused from any run that had the same key, or to be done. */
export async function prepareStep(deps: ActivityDeps, input: PrepareStepInput): Promise<PrepareStepResult> {
  const { run } = input;
  const plan = await pinnedPlan(deps.runs, run);
  const step = getPlanStep(plan, input.step);
  const resolved = resolveUpstream(deps, step, input.upstream);
  if (typeof resolved === 'string') return skip(deps, input, resolved);
  if (step.when !== undefined && !deps.expressions.when(step.when, await whenFacts(deps, plan, input.upstream)))
    return skip(deps, input, `"${step.when}" was false`);

  const of = stepKey({ identity: step.identity, ...resolved });
  const times = await timesToRetry(deps, input, of);
  const key = retriedKey(of, times);
  const parts = step.parts.map(({ name }) => name).filter((name) => !skippedPart(step, name, resolved));
  const record = await findWholeStep(deps.artifacts, key, step.produces);
  if (record && coversParts(step, parts, record)) {
    await deps.runs.append(run, {
      type: 'step-finished',
      step: step.id,
      reused: true,
      ...finishedFacts(record),
      // Nothing was spent in this run; the record says what it once cost.
      spend: { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
    });
    return {
      state: 'reused',
      key,
      output: outputOf(step.id, record, true),
      rows: record.counts.in,
      parts,
      ...resolved,
    };
  }
  const rows = await rowsOfFirst(deps, step, resolved);
  await deps.runs.append(run, {
    type: 'step-started',
    step: step.id,
    key,
    ...rowsToDo(deps, step, rows * parts.length),
  });
  return { state: 'ready', key, rows, parts, ...resolved, ...(times > 0 ? { retried: { of, times } } : {}) };
}

async function skip(deps: ActivityDeps, { run, step }: PrepareStepInput, because: string): Promise<PrepareStepResult> {
  await deps.runs.append(run, { type: 'step-skipped', step, because });
  const output: StepOutput = { step, state: 'skipped', key: '', reused: false, outputs: {}, rows: 0 };
  return { state: 'skipped', key: '', output, rows: 0, inputs: {}, models: {}, parts: [] };
}

/**
 * Digests of what the step needs, or why it is skipped. A skipped source drops out where the step can do without it: an
 * optional port, one of several freely named inputs, one of several models.
 */
function resolveUpstream(
  deps: ActivityDeps,
  step: PlanStep,
  upstream: PrepareStepInput['upstream'],
): Resolved | string {
  const ports = deps.catalog[step.stage].find(({ id }) => id === step.method)?.ports ?? {};
  const inputs: Record<string, string> = {};
  for (const { port, name, output } of step.inputs) {
    const source = getUpstream(upstream, step, name);
    if (source.state === 'done') inputs[port] = getOutput(source, output);
    else if (Object.hasOwn(ports, port) && !ports[port]!.optional) return `"${name}" was skipped`;
  }
  if (Object.keys(inputs).length === 0 && step.inputs.length > 0) return 'all its inputs were skipped';

  const models: Record<string, string> = {};
  for (const { role, source, name, of = name } of step.models) {
    if (source !== 'step') continue;
    const made = getUpstream(upstream, step, of);
    if (made.state === 'done') models[name] = getOutput(made, 'model');
    else if (step.models.filter((other) => other.role === role).length === 1) return `"${of}" was skipped`;
  }
  const wanted = isMeasuring(step) ? subjectsOf(step) : step.models;
  const left = wanted.filter(({ source, name }) => source === 'model' || models[name] !== undefined);
  if (left.length === 0 && wanted.length > 0) return 'all its models were skipped';
  return { inputs, models };
}

function getUpstream(upstream: PrepareStepInput['upstream'], step: PlanStep, name: string): StepOutput {
  const found = upstream[name];
  if (found) return found;
  throw new LimbeckError({
    code: 'input-missing',
    message: `Step "${step.id}" was started before "${name}", which it needs.`,
    hint: "This is a defect of the plan: the edge is missing from the step's needs.",
  });
}

function getOutput(source: StepOutput, output: string | undefined): string {
  const digest = output === undefined ? Object.values(source.outputs)[0] : source.outputs[output];
  if (digest !== undefined) return digest;
  throw new LimbeckError({
    code: 'input-missing',
    message: `"${source.step}" has no output called "${output ?? 'rows'}".`,
    hint: `It has: ${Object.keys(source.outputs).join(', ') || 'none'}.`,
  });
}

/** A part of a measure step is about one model; it is left out when that model's step was skipped. */
function skippedPart(step: PlanStep, part: string, { models }: Resolved): boolean {
  const made = subjectsOf(step).find(({ source, name }) => source === 'step' && name === part);
  return made !== undefined && models[part] === undefined;
}

/** What progress is measured against, where it can be known. */
function rowsToDo(deps: ActivityDeps, step: PlanStep, rows: number): { readonly rows?: number } {
  if (step.shape === 'train') return {};
  if (step.shape !== 'grow') return { rows };
  return { rows: getMethod(deps.catalog, step, 'grow').target(step.with as never) };
}

/** Metrics are named after models: a record made under other names is of no use. */
function coversParts(step: PlanStep, parts: readonly string[], record: StepRecord): boolean {
  return !isMeasuring(step) || parts.every((part) => record.metrics && Object.hasOwn(record.metrics, part));
}

async function rowsOfFirst(deps: ActivityDeps, step: PlanStep, { inputs }: Resolved): Promise<number> {
  const first = step.inputs.find(({ port }) => inputs[port] !== undefined);
  return first ? (await deps.artifacts.openDataSet(inputs[first.port]!)).rows : 0;
}
