import { executeChild } from '@temporalio/workflow';
import type { Activities, ScheduledStep, StepOutput } from '../src/core/ports.js';
import type { RunInput, StepStatus } from '../src/core/run/run-input.js';
import { allOrCancel } from './all-or-cancel.js';
import type { Approvals } from './messages.js';
import { stepGrow } from './step-grow.js';
import type { StepInput } from './step-input.js';
import { stepMap } from './step-map.js';
import { stepMeasure } from './step-measure.js';
import { stepReduce } from './step-reduce.js';
import { stepTrain } from './step-train.js';

const workflowOf = {
  map: stepMap,
  grow: stepGrow,
  reduce: stepReduce,
  train: stepTrain,
  measure: stepMeasure,
} satisfies Record<ScheduledStep['shape'], (input: StepInput) => Promise<StepOutput>>;

/** What the steps of a run, or of a round of a loop, share. */
export interface StepsState {
  readonly input: RunInput;
  readonly activities: Activities;
  readonly approvals: Approvals;
  readonly steps: Record<string, StepStatus>;
  /** Of data sets and of steps that are done, by name. */
  readonly outputs: Record<string, StepOutput>;
  /** The step whose failure ends the run. */
  failedStep?: string;
}

/** A step, or a loop as a whole: what waits for `needs` and then runs. */
export interface Unit {
  readonly id: string;
  readonly needs: readonly string[];
  run(): Promise<void>;
}

/** Start each unit when what it needs is done. They come in dependency order; the first failure cancels the others. */
export async function runUnits(units: readonly Unit[]): Promise<void> {
  const finished = new Map<string, Promise<void>>();
  await allOrCancel(
    units.map((unit) => () => {
      const whenReady = Promise.all(unit.needs.flatMap((need) => finished.get(need) ?? []));
      const done = whenReady.then(() => unit.run());
      finished.set(unit.id, done);
      return done;
    }),
  );
}

export function unitOfStep(state: StepsState, step: ScheduledStep): Unit {
  return { id: step.id, needs: step.needs, run: () => runStep(state, step) };
}

/** Outputs by name of what is needed; of a loop, those of each of its steps in the round that was kept. */
export function outputsFor(
  outputs: Readonly<Record<string, StepOutput>>,
  needs: readonly string[],
): Record<string, StepOutput> {
  return Object.fromEntries(
    Object.entries(outputs).filter(([name]) => needs.some((need) => name === need || name.startsWith(`${need}.`))),
  );
}

async function runStep(state: StepsState, step: ScheduledStep): Promise<void> {
  try {
    state.outputs[step.id] = await stepOutput(state, step);
  } catch (error) {
    state.steps[step.id] = 'failed';
    // Those cancelled because of it come later and are not the cause.
    state.failedStep ??= step.id;
    throw error;
  }
}

async function stepOutput(state: StepsState, step: ScheduledStep): Promise<StepOutput> {
  const { input, activities, steps, outputs } = state;
  const upstream = outputsFor(outputs, [...step.data, ...step.needs]);
  steps[step.id] = 'preparing';
  const prepared = await activities.prepareStep({ run: input.run, step: step.id, upstream });
  if (prepared.state === 'skipped' && prepared.output) {
    steps[step.id] = 'skipped';
    return prepared.output;
  }
  let output = prepared.output;
  if (!output) {
    steps[step.id] = 'running';
    output = await executeChild<(input: StepInput) => Promise<StepOutput>>(workflowOf[step.shape], {
      workflowId: `${input.run}/${step.id}`,
      args: [
        {
          queuePrefix: input.queuePrefix,
          ...(input.limits ? { limits: input.limits } : {}),
          schedule: step,
          ref: {
            run: input.run,
            step: step.id,
            key: prepared.key,
            inputs: prepared.inputs,
            models: prepared.models,
            ...(prepared.retried ? { retried: prepared.retried } : {}),
          },
          rows: prepared.rows,
          parts: prepared.parts,
          started_ms: Date.now(),
        },
      ],
    });
  }
  if (step.review) output = await reviewed(state, step, output);
  if (step.gate) await activities.checkGate({ run: input.run, step: step.id, key: output.key });
  steps[step.id] = output.reused ? 'reused' : 'done';
  return output;
}

/** Waits for a person, for days if need be. An approval that is not of these rows leaves the review open. */
async function reviewed(
  { input, activities, approvals, steps }: StepsState,
  step: ScheduledStep,
  output: StepOutput,
): Promise<StepOutput> {
  const review = { run: input.run, step: step.id, output };
  let { output: taken } = await activities.openReview(review);
  while (!taken) {
    steps[step.id] = 'in-review';
    await approvals.next(step.id);
    ({ output: taken } = await activities.takeReview(review));
  }
  return taken;
}
