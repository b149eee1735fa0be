import type { BestRound, ScheduledStep, StepOutput } from '../src/core/ports.js';
import type { RunInput } from '../src/core/run/run-input.js';
import { bookkeepingActivities } from './activity-queues.js';
import { workflowFailure } from './failure-code.js';
import { listenForApprovals } from './messages.js';
import { runUnits, unitOfStep, type StepsState } from './run-steps.js';

export interface LoopRoundInput extends RunInput {
  readonly loop: string;
  /** 1-based. */
  readonly round: number;
  /** In dependency order, each with `loop` set. */
  readonly steps: readonly ScheduledStep[];
  /** What they read from outside and from the round before, by name. */
  readonly outputs: Readonly<Record<string, StepOutput>>;
  /** Keys of the round before, by step. */
  readonly previous?: Readonly<Record<string, string>>;
  readonly best?: BestRound;
}

export interface LoopRoundResult {
  /** Of this round's steps, by their id in the plan. */
  readonly outputs: Readonly<Record<string, StepOutput>>;
  readonly keys: Readonly<Record<string, string>>;
  readonly stop: boolean;
  readonly best: BestRound;
}

/** One round of a loop: its steps as a run's are, then whether it was the last one, and which is the best so far. */
export async function loopRound(input: LoopRoundInput): Promise<LoopRoundResult> {
  const { run, loop, round, steps, previous, best } = input;
  const activities = bookkeepingActivities(input.queuePrefix);
  const state: StepsState = {
    input,
    activities,
    approvals: listenForApprovals(),
    steps: {},
    outputs: { ...input.outputs },
  };
  try {
    await runUnits(steps.map((step) => unitOfStep(state, step)));
    const outputs: Record<string, StepOutput> = {};
    const keys: Record<string, string> = {};
    for (const { id, loop: place } of steps) {
      const output = state.outputs[id];
      if (!output || !place) continue;
      outputs[id] = output;
      if (output.state === 'done') keys[place.step] = output.key;
    }
    const done = { run, loop, round, keys, ...(previous ? { previous } : {}), ...(best ? { best } : {}) };
    return { outputs, keys, ...(await activities.closeRound(done)) };
  } catch (error) {
    throw workflowFailure(error, state.failedStep);
  }
}
