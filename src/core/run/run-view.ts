import type { EventError, RunEvent, Spend, TrainingProgress } from '../../../schemas/generated/run-event.js';

/**
 * A run as people see it, folded from its events. Idempotent: progress is kept per part and chunk and replaced, never
 * added, so events written twice change nothing.
 */
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

export const noSpend: Spend = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };

export function addSpend(a: Spend, b: Spend): Spend {
  const cost =
    a.cost_nanousd === undefined && b.cost_nanousd === undefined
      ? undefined
      : (a.cost_nanousd ?? 0) + (b.cost_nanousd ?? 0);
  const unpriced = unpricedOf(a) + unpricedOf(b);
  return {
    calls: a.calls + b.calls,
    reused: a.reused + b.reused,
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    ...(cost === undefined ? {} : { cost_nanousd: cost }),
    ...(unpriced === 0 ? {} : { unpriced }),
  };
}

/** Calls whose price is unknown: all of them where no cost is told. */
export function unpricedOf({
  calls,
  cost_nanousd: cost,
  unpriced,
}: Pick<Spend, 'calls' | 'cost_nanousd' | 'unpriced'>): number {
  return unpriced ?? (cost === undefined ? calls : 0);
}

export function createRunView(): RunView {
  return { run: '', recipe: '', attempt: 0, steps: new Map(), loops: new Map(), workers: new Set(), notes: [] };
}

function stepOf(view: RunView, id: string): StepView {
  const known = view.steps.get(id);
  if (known) return known;
  const step: StepView = {
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
  view.steps.set(id, step);
  return step;
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

type AttemptEvent = Extract<RunEvent, { type: 'attempt-failed' | 'attempt-started' }>;
type StepEvent = Exclude<Extract<RunEvent, { step: string }>, AttemptEvent>;

function applyAttempt(step: StepView, event: AttemptEvent): void {
  const { activity, part, from, round, attempt } = event;
  const work = [activity, part, from, round].join('/');
  const begun = event.type === 'attempt-failed' && event.retried ? attempt + 1 : attempt;
  step.attempts.set(work, Math.max(begun, step.attempts.get(work) ?? 1));
  step.retries = 0;
  for (const newest of step.attempts.values()) step.retries += newest - 1;
  if (event.type === 'attempt-failed') step.trouble = event.error;
}

function endWait(step: StepView): void {
  delete step.waiting;
  delete step.waitingUntil;
}

function applyStepEvent(step: StepView, event: StepEvent): void {
  // Others of its requests are answered meanwhile: that says nothing of the one that waits.
  const isAside = event.type === 'step-progress' || event.type === 'model-asked';
  const stillWaits = isAside && Date.parse(event.at) < (step.waitingUntil ?? 0);
  if (!stillWaits) endWait(step);
  switch (event.type) {
    case 'step-started':
      step.state = 'running';
      step.key = event.key;
      step.startedAt = event.at;
      if (event.rows !== undefined) step.rows = event.rows;
      return;
    case 'step-progress':
      if (event.paid && event.paid.calls >= (step.paid?.calls ?? 0)) step.paid = event.paid;
      // A worker that stood still may wake up after others have finished its chunk, and the step.
      if (step.state === 'done' || step.state === 'reused') return;
      step.chunks.set(`${event.part}/${event.chunk}`, event);
      sumChunks(step);
      return;
    case 'step-finished':
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
      return;
    case 'step-skipped':
      step.state = 'skipped';
      step.skippedBecause = event.because;
      return;
    case 'step-failed':
      step.state = 'failed';
      step.error = event.error;
      return;
    case 'training-progress':
      step.training = event;
      if (event.loss !== undefined && event.at_step !== undefined) addLoss(step, event.at_step, event.loss);
      return;
    case 'waiting':
      step.waiting = event.because;
      if (event.ms !== undefined) step.waitingUntil = Date.parse(event.at) + event.ms;
      else delete step.waitingUntil;
      return;
    case 'wait-ended':
    case 'model-asked':
    case 'circuit-closed':
      return;
    case 'circuit-opened':
      step.waiting = `${event.model}: it keeps failing (${event.because})`;
      step.waitingUntil = Date.parse(event.at) + event.ms;
      return;
    case 'trainer-started':
      step.trainer = { token: event.token };
      return;
    case 'trainer-resumed':
      step.trainer = { token: event.token, resumedAt: event.at_step };
      return;
    case 'checkpoint-written':
      step.trainer = { ...step.trainer, token: event.token, checkpointAt: event.at_step };
      return;
    case 'review-waiting':
    case 'review-finished':
      step.review = event;
      return;
    case 'gate':
      step.gate = { expression: event.expression, met: event.met };
      return;
  }
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
