import { executeChild } from '@temporalio/workflow';
import type { BestRound, ScheduledLoop, ScheduledStep, StepOutput } from '../src/core/ports.js';
import { keptName } from '../src/core/identity/kept-name.js';
import { roundWorkflowId } from '../src/core/run/run-input.js';
import { failureCode } from './failure-code.js';
import type { LoopRoundInput, LoopRoundResult, loopRound } from './loop-round.js';
import { outputsFor, type StepsState } from './run-steps.js';

/**
 * A loop: one round after another, each a child workflow, until one says stop or the last is done. It leaves the outputs
 * of every round, and those of the kept one under the names that later steps read.
 */
export async function runLoop(state: StepsState, loop: ScheduledLoop, steps: readonly ScheduledStep[]): Promise<void> {
  const { input, activities, outputs } = state;
  if (loop.when) {
    const upstream = outputsFor(outputs, loop.needs);
    const { skipped } = await activities.openLoop({ run: input.run, loop: loop.id, upstream });
    if (skipped) {
      for (const { id } of steps) state.steps[id] = 'skipped';
      for (const step of loop.steps) outputs[keptName(loop.id, step)] = skippedOutput(keptName(loop.id, step));
      return;
    }
  }
  let best: BestRound | undefined;
  let previous: LoopRoundResult['keys'] | undefined;
  for (let round = 1; round <= loop.times; round++) {
    const own = steps.filter((step) => step.loop?.round === round);
    const result = await runRound(state, {
      queuePrefix: input.queuePrefix,
      run: input.run,
      ...(input.limits ? { limits: input.limits } : {}),
      loop: loop.id,
      round,
      steps: own,
      outputs: outputsFor(
        outputs,
        own.flatMap(({ data, needs }) => [...data, ...needs]),
      ),
      ...(previous ? { previous } : {}),
      ...(best ? { best } : {}),
    });
    Object.assign(outputs, result.outputs);
    best = result.best;
    previous = result.keys;
    if (result.stop) break;
  }
  for (const { id, loop: place } of steps) {
    state.steps[id] = statusOf(outputs[id]);
    const output = outputs[id];
    if (output && place && place.round === best?.round) outputs[keptName(loop.id, place.step)] = output;
  }
}

async function runRound(state: StepsState, round: LoopRoundInput): Promise<LoopRoundResult> {
  for (const { id } of round.steps) state.steps[id] = 'running';
  try {
    return await executeChild<typeof loopRound>('loopRound', {
      workflowId: roundWorkflowId(round.run, { id: round.loop, round: round.round }),
      args: [round],
    });
  } catch (error) {
    const { step } = failureCode(error);
    if (step !== undefined) {
      state.steps[step] = 'failed';
      state.failedStep ??= step;
    }
    throw error;
  }
}

function statusOf(output: StepOutput | undefined): StepsState['steps'][string] {
  if (!output || output.state === 'skipped') return 'skipped';
  return output.reused ? 'reused' : 'done';
}

function skippedOutput(step: string): StepOutput {
  return { step, state: 'skipped', key: '', reused: false, outputs: {}, rows: 0 };
}
