import type { StepRecord } from '../../../schemas/generated/artifact.js';
import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { importData } from '../../../activities/runtime/step/import-data.js';
import type { ActivityDeps } from '../../../activities/runtime/deps.js';
import type { ActivityScope } from '../../../activities/runtime/scope.js';
import { asksEndpoint } from '../../core/models/asks-endpoint.js';
import { isLimbeckError } from '../../core/errors.js';
import type { StepOutput } from '../../core/ports.js';
import type { ProbedCall, StepProbe } from '../../core/run/step-probe.js';
import { runStepHere } from '../run-step-here.js';
import { NOT_ASKED } from './probing-asker.js';
import { readWhole } from './sample-rows.js';

export interface ProbeInput {
  readonly plan: Plan;
  /** Rows of each step to look at. */
  readonly rows: number;
  /** Records of steps that are done already, by id. */
  readonly done: ReadonlyMap<string, StepRecord>;
  readonly signal: AbortSignal;
  /** Answers are bought: trouble with that is thrown. */
  readonly isBuying: boolean;
}

/** Name of the one run in the probe's own store; what is bought for it is charged to this name. */
export const PROBE_RUN = 'calibrate';

/**
 * Runs a few rows through the asking steps of a plan, to see what they ask. Steps whose rows cannot be had yet, because they stand
 * behind a training or behind answers nobody bought, are left out.
 */
export async function probeSteps(
  deps: ActivityDeps,
  { plan, rows, done, signal, isBuying }: ProbeInput,
  callsOf: (step: string) => readonly ProbedCall[],
): Promise<ReadonlyMap<string, StepProbe>> {
  const scope: ActivityScope = { signal, stopping: signal, report: () => undefined };
  const outputs: Record<string, StepOutput> = {};
  const wanted = wantedSteps(plan, done);
  const isWhole = readWhole({ ...plan, steps: wanted });
  const known = new Map<string, number>();
  for (const name of dataOf(wanted, plan)) {
    if (isWhole(name) === undefined) continue;
    outputs[name] = await importData(deps, { run: PROBE_RUN, name }, scope);
    known.set(name, plan.data[name]!.rows);
  }
  for (const [id, record] of done) {
    const { key, counts } = record;
    outputs[id] = { step: id, state: 'done', key, reused: true, outputs: record.outputs, rows: counts.out };
    known.set(id, counts.out);
  }
  const probes = new Map<string, StepProbe>();
  for (const step of wanted) {
    try {
      const here = { run: PROBE_RUN, step, upstream: outputs, rows, rounds: 1, scope };
      const { output, work } = await runStepHere(deps, here);
      outputs[step.id] = output;
      if (!work || work.rows === 0) continue;
      const { failed, ...looked } = work;
      const given = step.inputs.slice(0, 1).map(({ name }) => known.get(name))[0];
      const of = given === undefined ? {} : { of: given };
      probes.set(step.id, { ...looked, answered: looked.rows - failed, ...of, calls: callsOf(step.id) });
    } catch (error) {
      signal.throwIfAborted();
      const isExpected = isLimbeckError(error) && (error.code === 'input-missing' || error.code === NOT_ASKED);
      // Whoever pays is told of a wrong key or a full budget; an estimate does without the step.
      if (isBuying && !isExpected) throw error;
      // What it asked before it stopped is worth knowing.
      const calls = callsOf(step.id);
      if (calls.length > 0) probes.set(step.id, { rows: calls.length, answered: 0, calls });
    }
  }
  return probes;
}

/** Steps that ask an endpoint and are not done, and what their rows come from; of a loop its first round. */
function wantedSteps(plan: Plan, done: ProbeInput['done']): PlanStep[] {
  const wanted = new Set<string>();
  for (const step of plan.steps.toReversed()) {
    if (done.has(step.id) || (step.loop && step.loop.round > 1)) continue;
    if (!wanted.has(step.id) && !asksEndpoint(plan, step)) continue;
    wanted.add(step.id);
    for (const { source, name } of step.inputs) if (source === 'step') wanted.add(name);
  }
  return plan.steps.filter(({ id, shape }) => wanted.has(id) && !done.has(id) && shape !== 'train');
}

function dataOf(steps: readonly PlanStep[], { data }: Plan): readonly string[] {
  const used = steps.flatMap(({ inputs }) => inputs.filter(({ source }) => source === 'data').map(({ name }) => name));
  return Object.keys(data).filter((name) => used.includes(name));
}
