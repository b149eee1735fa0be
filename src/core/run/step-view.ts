import type { EventError, RunEvent, Spend, TrainingProgress } from '../../../schemas/generated/run-event.js';
import { addSpend, noSpend } from './spend.js';

/** A step as people see it, folded from its events; see `run-view.ts`. */
export type StepState = 'waiting' | 'running' | 'done' | 'reused' | 'skipped' | 'failed';

export interface StepView {
  readonly id: string;
  state: StepState;
  key?: string;
  /** Rows to do, when known. */
  rows?: number;
  done: number;
  failed: number;
  rejected: number;
  spend: Spend;
  /** What the step has cost the run over all attempts, as last told. */
  paid?: Spend;
  training?: TrainingProgress;
  losses: [number, number][];
  /** Why it waits, as long as it does. */
  waiting?: string;
  /** When that wait is over, milliseconds since 1970; absent when nobody knows. */
  waitingUntil?: number;
  /** Attempts after the first, of all its pieces of work. */
  retries: number;
  /** Newest attempt by piece of work. */
  readonly attempts: Map<string, number>;
  /** Why the newest attempt that failed did. */
  trouble?: EventError;
  trainer?: TrainerView;
  error?: EventError;
  gate?: { readonly expression: string; readonly met: boolean };
  skippedBecause?: string;
  /** Rows that wait for a person, or what a person made of them. */
  review?: Extract<RunEvent, { type: 'review-waiting' }> | Extract<RunEvent, { type: 'review-finished' }>;
  startedAt?: string;
  finishedAt?: string;
  finished?: Extract<RunEvent, { type: 'step-finished' }>;
  /** The last end of the step that was work of this run, not found complete. */
  made?: Extract<RunEvent, { type: 'step-finished' }>;
  /** Newest progress by part and chunk. */
  readonly chunks: Map<string, Extract<RunEvent, { type: 'step-progress' }>>;
}

/** Who may write a training's checkpoints, and how far they come. */
export interface TrainerView {
  /** Fencing token: one higher with each attempt. */
  readonly token: number;
  /** Where it went on from. */
  readonly resumedAt?: number;
  readonly checkpointAt?: number;
}

export function createStepView(id: string): StepView {
  return {
    id,
    state: 'waiting',
    done: 0,
    failed: 0,
    rejected: 0,
    spend: noSpend,
    losses: [],
    retries: 0,
    attempts: new Map(),
    chunks: new Map(),
  };
}

export type AttemptEvent = Extract<RunEvent, { type: 'attempt-failed' | 'attempt-started' }>;
export type StepEvent = Exclude<Extract<RunEvent, { step: string }>, AttemptEvent>;

export function applyAttempt(step: StepView, event: AttemptEvent): void {
  const { activity, part, from, round, attempt } = event;
  const work = [activity, part, from, round].join('/');
  const begun = event.type === 'attempt-failed' && event.retried ? attempt + 1 : attempt;
  step.attempts.set(work, Math.max(begun, step.attempts.get(work) ?? 1));
  step.retries = 0;
  for (const newest of step.attempts.values()) step.retries += newest - 1;
  if (event.type === 'attempt-failed') step.trouble = event.error;
}

export function endWait(step: StepView): void {
  delete step.waiting;
  delete step.waitingUntil;
}

export function applyStepEvent(step: StepView, event: StepEvent): void {
  // Others of its requests are answered meanwhile: that says nothing of the one that waits.
  const isAside = event.type === 'step-progress' || event.type === 'model-asked';
  const stillWaits = isAside && Date.parse(event.at) < (step.waitingUntil ?? 0);
  if (!stillWaits) endWait(step);
  if (Object.hasOwn(folds, event.type)) (folds[event.type] as (step: StepView, event: StepEvent) => void)(step, event);
}

const nothing = (): void => undefined;

/** What an event of each type does to its step. */
const folds: {
  readonly [Type in StepEvent['type']]: (step: StepView, event: Extract<StepEvent, { type: Type }>) => void;
} = {
  'step-started': (step, event) => {
    step.state = 'running';
    step.key = event.key;
    step.startedAt = event.at;
    if (event.rows !== undefined) step.rows = event.rows;
  },
  'step-progress': foldProgress,
  'step-finished': foldEnd,
  'step-skipped': (step, event) => {
    step.state = 'skipped';
    step.skippedBecause = event.because;
  },
  'step-failed': (step, event) => {
    step.state = 'failed';
    step.error = event.error;
  },
  'training-progress': (step, event) => {
    step.training = event;
    if (event.loss !== undefined && event.at_step !== undefined) addLoss(step, event.at_step, event.loss);
  },
  waiting: (step, event) => {
    step.waiting = event.because;
    if (event.ms !== undefined) step.waitingUntil = Date.parse(event.at) + event.ms;
    else delete step.waitingUntil;
  },
  'wait-ended': nothing,
  'model-asked': nothing,
  'circuit-closed': nothing,
  'circuit-opened': (step, event) => {
    step.waiting = `${event.model}: it keeps failing (${event.because})`;
    step.waitingUntil = Date.parse(event.at) + event.ms;
  },
  'trainer-started': (step, event) => {
    step.trainer = { token: event.token };
  },
  'trainer-resumed': (step, event) => {
    step.trainer = { token: event.token, resumedAt: event.at_step };
  },
  'checkpoint-written': (step, event) => {
    step.trainer = { ...step.trainer, token: event.token, checkpointAt: event.at_step };
  },
  'review-waiting': (step, event) => {
    step.review = event;
  },
  'review-finished': (step, event) => {
    step.review = event;
  },
  gate: (step, event) => {
    step.gate = { expression: event.expression, met: event.met };
  },
};

function foldProgress(step: StepView, event: Extract<RunEvent, { type: 'step-progress' }>): void {
  if (event.paid && event.paid.calls >= (step.paid?.calls ?? 0)) step.paid = event.paid;
  // A worker that stood still may wake up after others have finished its chunk, and the step.
  if (step.state === 'done' || step.state === 'reused') return;
  step.chunks.set(`${event.part}/${event.chunk}`, event);
  sumChunks(step);
}

function foldEnd(step: StepView, event: Extract<RunEvent, { type: 'step-finished' }>): void {
  step.state = event.reused ? 'reused' : 'done';
  step.key = event.key;
  step.finished = event;
  step.finishedAt = event.at;
  step.done = event.counts.out;
  step.failed = event.counts.failed;
  step.rejected = event.counts.rejected;
  // A resume finds what this run has made and paid for already; it stays this run's.
  if (!event.reused) step.made = event;
  step.spend = step.made?.key === event.key ? step.made.spend : event.spend;
}

/** A resumed training repeats steps it had done since its checkpoint: they replace what was there. */
function addLoss(step: StepView, atStep: number, loss: number): void {
  while (step.losses.length > 0 && step.losses[step.losses.length - 1]![0] >= atStep) step.losses.pop();
  step.losses.push([atStep, loss]);
}

function sumChunks(step: StepView): void {
  step.done = step.failed = step.rejected = 0;
  step.spend = noSpend;
  for (const chunk of step.chunks.values()) {
    step.done += chunk.done;
    step.failed += chunk.failed;
    step.rejected += chunk.rejected;
    step.spend = addSpend(step.spend, chunk.spend);
  }
  // An attempt that takes up a chunk again finds reused what an earlier one of the same run paid for.
  const { paid, spend } = step;
  if (paid) step.spend = { ...paid, reused: Math.max(0, spend.calls + spend.reused - paid.calls) };
}
