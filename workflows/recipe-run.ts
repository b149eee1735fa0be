import { CancellationScope, executeChild, setHandler } from '@temporalio/workflow';
import type { Activities, CloseRunInput, ScheduledStep, StepOutput } from '../src/core/ports.js';
import type { RunInput, RunResult, RunStatus, StepStatus } from '../src/core/run-input.js';
import { bookkeepingActivities } from './activity-queues.js';
import { allOrCancel } from './all-or-cancel.js';
import { failureCode, outcomeOf, workflowFailure } from './failure-code.js';
import { statusQuery } from './messages.js';
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

interface RunState {
  readonly input: RunInput;
  readonly activities: Activities;
  readonly steps: Record<string, StepStatus>;
  /** The step whose failure ends the run. */
  failedStep?: string;
}

/**
 * One recipe, run: opens the pinned plan, imports its data, starts each step when what it needs is done, and closes the
 * run whatever happened. The first failure cancels the steps beside it; their answers and chunks stay for the resume.
 */
export async function recipeRun(input: RunInput): Promise<RunResult> {
  const state: RunState = { input, activities: bookkeepingActivities(input.queuePrefix), steps: {} };
  let phase: RunStatus['state'] = 'opening';
  setHandler(statusQuery, () => ({ run: input.run, state: phase, steps: state.steps }));
  const close = (closing: Omit<CloseRunInput, 'run'>): Promise<void> => {
    phase = 'closing';
    // Outside of any cancellation: a cancelled run has a report too.
    return CancellationScope.nonCancellable(() => state.activities.closeRun({ run: input.run, ...closing }));
  };
  try {
    const { data, steps } = await state.activities.openRun({ run: input.run });
    phase = 'running';
    for (const step of steps) state.steps[step.id] = 'waiting';
    const outputs = await runSteps(state, data, steps);
    await close({ outcome: 'done' });
    phase = 'closed';
    return { run: input.run, outputs };
  } catch (error) {
    const step = state.failedStep;
    try {
      await close({
        outcome: outcomeOf(error),
        error: failureCode(error),
        ...(step === undefined ? {} : { step }),
      });
    } catch {
      // A run whose store cannot be written cannot be closed there; why it ended matters more than that.
    }
    phase = 'closed';
    throw workflowFailure(error);
  }
}

async function runSteps(
  state: RunState,
  data: readonly string[],
  steps: readonly ScheduledStep[],
): Promise<Record<string, StepOutput>> {
  const outputs: Record<string, StepOutput> = {};
  await allOrCancel(
    data.map((name) => async () => {
      outputs[name] = await state.activities.importData({ run: state.input.run, name });
    }),
  );
  // Steps come in dependency order, so the promises a step waits for are there before it.
  const finished = new Map<string, Promise<void>>();
  await allOrCancel(
    steps.map((step) => () => {
      const whenReady = Promise.all(step.needs.flatMap((need) => finished.get(need) ?? []));
      const done = whenReady.then(() => runStep(state, step, outputs));
      finished.set(step.id, done);
      return done;
    }),
  );
  return Object.fromEntries(steps.flatMap(({ id }) => (outputs[id] ? [[id, outputs[id]]] : [])));
}

async function runStep(state: RunState, step: ScheduledStep, outputs: Record<string, StepOutput>): Promise<void> {
  try {
    outputs[step.id] = await stepOutput(state, step, outputs);
  } catch (error) {
    state.steps[step.id] = 'failed';
    // Those cancelled because of it come later and are not the cause.
    state.failedStep ??= step.id;
    throw error;
  }
}

async function stepOutput(
  state: RunState,
  step: ScheduledStep,
  outputs: Readonly<Record<string, StepOutput>>,
): Promise<StepOutput> {
  const { input, activities, steps } = state;
  const names = [...step.data, ...step.needs];
  const upstream = Object.fromEntries(names.flatMap((name) => (outputs[name] ? [[name, outputs[name]]] : [])));
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
          },
          rows: prepared.rows,
          parts: prepared.parts,
          started_ms: Date.now(),
        },
      ],
    });
  }
  if (step.gate) await activities.checkGate({ run: input.run, step: step.id, key: output.key });
  steps[step.id] = output.reused ? 'reused' : 'done';
  return output;
}
