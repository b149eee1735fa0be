import type { EventError, RunEvent } from '../../../schemas/generated/run-event.js';
import { applyAttempt, applyStepEvent, createStepView, endWait, type StepView } from './step-view.js';

/**
 * A run as people see it, folded from its events. Idempotent: progress is kept per part and chunk and replaced, never
 * added, so events written twice change nothing.
 */
export interface RunView {
  run: string;
  recipe: string;
  attempt: number;
  startedAt?: string;
  finishedAt?: string;
  /** Absent while it runs. */
  outcome?: Extract<RunEvent, { type: 'run-finished' }>['outcome'];
  error?: EventError;
  /** It was asked to pause and has not ended yet. */
  pausing?: boolean;
  readonly steps: Map<string, StepView>;
  /** Newest end of a round, by loop. */
  readonly loops: Map<string, Extract<RunEvent, { type: 'round-finished' }>>;
  /** Workers that have joined and not said that they leave; one that was killed is among them. */
  readonly workers: Set<string>;
  readonly notes: Extract<RunEvent, { type: 'note' }>[];
}

export function createRunView(): RunView {
  return { run: '', recipe: '', attempt: 0, steps: new Map(), loops: new Map(), workers: new Set(), notes: [] };
}

/** Fold one more event into the view, in place. Types of newer versions change nothing. */
export function applyEvent(view: RunView, event: RunEvent): void {
  switch (event.type) {
    case 'run-started':
      startRun(view, event);
      return;
    case 'run-finished':
      view.outcome = event.outcome;
      view.finishedAt = event.at;
      delete view.pausing;
      if (event.error) view.error = event.error;
      return;
    case 'pause-asked':
      if (!view.outcome) view.pausing = true;
      return;
    case 'note':
      view.notes.push(event);
      return;
    case 'round-finished':
      view.loops.set(event.loop, event);
      return;
    case 'worker-joined':
      view.workers.add(event.worker);
      return;
    case 'worker-left':
      view.workers.delete(event.worker);
      return;
    case 'cancel-asked':
    case 'budget-raised':
    case 'engine-restarted':
      return;
    case 'attempt-failed':
    case 'attempt-started':
      if (event.step !== undefined) applyAttempt(stepOf(view, event.step), event);
      return;
    default:
      if (typeof event.step === 'string') applyStepEvent(stepOf(view, event.step), event);
  }
}

function stepOf(view: RunView, id: string): StepView {
  const known = view.steps.get(id);
  if (known) return known;
  const step = createStepView(id);
  view.steps.set(id, step);
  return step;
}

function startRun(view: RunView, event: Extract<RunEvent, { type: 'run-started' }>): void {
  view.run = event.run;
  view.recipe = event.recipe;
  view.attempt = event.attempt;
  view.startedAt ??= event.at;
  delete view.outcome;
  delete view.error;
  delete view.finishedAt;
  delete view.pausing;
  view.loops.clear();
  for (const id of event.steps) {
    const step = stepOf(view, id);
    if (step.state === 'failed' || step.state === 'running') step.state = 'waiting';
    delete step.error;
    endWait(step);
    // Asked again by the attempt that begins, unless it was approved meanwhile.
    if (step.review?.type === 'review-waiting') delete step.review;
  }
}
