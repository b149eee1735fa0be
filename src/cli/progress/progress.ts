import type { RunEvent, Spend } from '../../../schemas/generated/run-event.js';
import { addSpend, noSpend } from '../../core/run/spend.js';
import { applyEvent, createRunView, type RunView } from '../../core/run/run-view.js';
import type { StepView } from '../../core/run/step-view.js';
import { createRate, type Rate } from './rate.js';

/** A run's view with what only somebody who watches can know: how fast it goes. */
export interface Progress {
  readonly view: RunView;
  apply(event: RunEvent): void;
  /** Queues of steps for which no worker is free, by step; kept by who watches. */
  readonly unserved: Map<string, string>;
  /** Input rows done a second, over the last seconds. */
  rowsPerSecond(step: StepView, nowMs: number): number | undefined;
  /** Tokens bought a second, sent and received, over the last seconds. */
  tokensPerSecond(step: StepView, nowMs: number): number | undefined;
  /** Milliseconds the step still needs at its present pace. */
  remainingMs(step: StepView, nowMs: number): number | undefined;
}

export function createProgress(): Progress {
  const view = createRunView();
  const tokens = new Map<string, Rate>();
  const work = new Map<string, Rate>();
  const rateOf = (rates: Map<string, Rate>, id: string): Rate => {
    const known = rates.get(id) ?? createRate();
    rates.set(id, known);
    return known;
  };
  const paceOf = (rates: Map<string, Rate>, id: string, now: number): number | undefined =>
    view.outcome ? undefined : rates.get(id)?.perSecond(now);
  return {
    view,
    unserved: new Map(),
    apply: (event) => {
      applyEvent(view, event);
      if (!('step' in event) || event.step === undefined) return;
      const step = view.steps.get(event.step);
      if (!step) return;
      const at = Date.parse(event.at);
      if (event.type === 'step-progress') {
        rateOf(tokens, step.id).add(at, step.spend.prompt_tokens + step.spend.completion_tokens);
        rateOf(work, step.id).add(at, doneOf(step));
      } else if (event.type === 'training-progress' && event.at_step !== undefined) {
        rateOf(work, step.id).add(at, event.at_step);
      }
    },
    rowsPerSecond: (step, now) => (step.training ? undefined : paceOf(work, step.id, now)),
    tokensPerSecond: (step, now) => paceOf(tokens, step.id, now),
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

export function replaceAll<Key, Value>(map: Map<Key, Value>, entries: Iterable<readonly [Key, Value]>): void {
  map.clear();
  for (const [key, value] of entries) map.set(key, value);
}
