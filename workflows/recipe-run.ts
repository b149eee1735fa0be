import { CancellationScope, isCancellation, setHandler } from '@temporalio/workflow';
import { inDependencyOrder } from '../src/core/in-dependency-order.js';
import type { CloseRunInput, OpenRunResult, StepOutput } from '../src/core/ports.js';
import type { RunInput, RunResult, RunStatus } from '../src/core/run/run-input.js';
import { bookkeepingActivities } from './activity-queues.js';
import { allOrCancel } from './all-or-cancel.js';
import { failureCode, outcomeOf, pausedFailure, workflowFailure } from './failure-code.js';
import { listenForApprovals, pauseSignal, statusQuery } from './messages.js';
import { runLoop } from './run-loop.js';
import { runUnits, unitOfStep, type StepsState, type Unit } from './run-steps.js';

/**
 * One recipe, run: opens the pinned plan, imports its data, starts each step when what it needs is done, and closes the
 * run whatever happened. The first failure cancels the steps beside it; their answers and chunks stay for the resume.
 */
export async function recipeRun(input: RunInput): Promise<RunResult> {
  const state: StepsState = {
    input,
    activities: bookkeepingActivities(input.queuePrefix),
    approvals: listenForApprovals(),
    steps: {},
    outputs: {},
  };
  let phase: RunStatus['state'] = 'opening';
  setHandler(statusQuery, () => ({ run: input.run, state: phase, steps: state.steps }));
  const close = (closing: Omit<CloseRunInput, 'run'>): Promise<void> => {
    phase = 'closing';
    // Outside of any cancellation: a cancelled run has a report too.
    return CancellationScope.nonCancellable(() => state.activities.closeRun({ run: input.run, ...closing }));
  };
  const whole = CancellationScope.current();
  const work = new CancellationScope({ cancellable: true });
  setHandler(pauseSignal, () => work.cancel());
  try {
    const outputs = await work.run(async () => {
      const schedule = await state.activities.openRun({ run: input.run });
      phase = 'running';
      for (const { id } of schedule.steps) state.steps[id] = 'waiting';
      return runAll(state, schedule);
    });
    await close({ outcome: 'done' });
    phase = 'closed';
    return { run: input.run, outputs };
  } catch (thrown) {
    const isPause = isCancellation(thrown) && work.consideredCancelled && !whole.consideredCancelled;
    const error = isPause ? pausedFailure() : thrown;
    const { step = state.failedStep, ...why } = failureCode(error);
    try {
      await close({ outcome: outcomeOf(error), error: why, ...(step === undefined ? {} : { step }) });
    } catch {
      // A run whose store cannot be written cannot be closed there; why it ended matters more than that.
    }
    phase = 'closed';
    throw workflowFailure(error);
  }
}

/** Outputs of steps, of every round's, and of kept rounds under the names that later steps read. */
async function runAll(
  state: StepsState,
  { data, steps, loops = [] }: OpenRunResult,
): Promise<Record<string, StepOutput>> {
  const { outputs } = state;
  await allOrCancel(
    data.map((name) => async () => {
      outputs[name] = await state.activities.importData({ run: state.input.run, name });
    }),
  );
  const alone: Unit[] = steps.filter(({ loop }) => !loop).map((step) => unitOfStep(state, step));
  const whole: Unit[] = loops.map((loop) => ({
    id: loop.id,
    needs: loop.needs,
    run: () =>
      runLoop(
        state,
        loop,
        steps.filter((step) => step.loop?.id === loop.id),
      ),
  }));
  await runUnits(inDependencyOrder([...alone, ...whole]));
  return Object.fromEntries(Object.entries(outputs).filter(([name]) => !data.includes(name)));
}
