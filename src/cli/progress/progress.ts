import type { RunEvent, Spend } from '../../../schemas/generated/run-event.js';
import { addSpend, applyEvent, createRunView, noSpend, type RunView, type StepView } from '../../core/run-view.js';
import { createRate, type Rate } from './rate.js';

/** A run's view with what only somebody who watches can know: how fast it goes. */
export interface Progress {
  readonly view: RunView;
  apply(event: RunEvent): void;
  /** Calls a second over the last seconds. */
  callsPerSecond(step: StepView, nowMs: number): number | undefined;
  /** Milliseconds the step still needs at its present pace. */
  remainingMs(step: StepView, nowMs: number): number | undefined;
}

export function createProgress(): Progress {
  const view = createRunView();
  const calls = new Map<string, Rate>();
  const work = new Map<string, Rate>();
  const rateOf = (rates: Map<string, Rate>, id: string): Rate => {
    const known = rates.get(id) ?? createRate();
    rates.set(id, known);
    return known;
  };
  return {
    view,
    apply: (event) => {
      applyEvent(view, event);
      if (!('step' in event) || event.step === undefined) return;
      const step = view.steps.get(event.step);
      if (!step) return;
      const at = Date.parse(event.at);
      if (event.type === 'step-progress') {
        rateOf(calls, step.id).add(at, step.spend.calls);
        rateOf(work, step.id).add(at, doneOf(step));
      } else if (event.type === 'training-progress' && event.at_step !== undefined) {
        rateOf(work, step.id).add(at, event.at_step);
      }
    },
    callsPerSecond: (step, now) => (view.outcome ? undefined : calls.get(step.id)?.perSecond(now)),
    remainingMs: (step, now) => {
      // A run that has ended has no pace, whatever its steps were at.
      if (view.outcome) return undefined;
      const pace = work.get(step.id)?.perSecond(now);
      const total = step.training?.total_steps ?? step.rows;
      const done = step.training ? (step.training.at_step ?? 0) : doneOf(step);
      if (!pace || total === undefined || total < done) return undefined;
      return ((total - done) / pace) * 1000;
    },
  };
}

/** Input rows that need no more work. */
export function doneOf(step: StepView): number {
  return step.done + step.failed;
}

export function totalSpend(view: RunView): Spend {
  return [...view.steps.values()].reduce((sum, step) => addSpend(sum, step.spend), noSpend);
}
