import type { TrainerEvent } from '../../../schemas/generated/trainer-event.js';
import type { TrainingJob } from '../../../activities/runtime/deps.js';
import type { ActivityScope } from '../../../activities/runtime/scope.js';
import type { Clock } from '../../models/clock.js';
import type { RunEventInput, RunStore } from '../../runs/contract.js';
import { isNewest, type Lease } from '../../trainer/lease.js';
import { workerName } from '../observe/worker-name.js';

export interface TrainingTeller {
  /** The attempt has its lease: a trainer starts under its fencing token. */
  readonly lead: (lease: Lease) => void;
  readonly tell: (event: TrainerEvent) => void;
  /** Resolves when all that was told is written; rejects when the last of it could not be. */
  written(): Promise<void>;
}

const TELL_EVERY_MS = 1_000;

/**
 * The trainer's events as the run's: who may write, every checkpoint, every change of phase, always the last step, and
 * progress about once a second. An attempt that a newer one has taken over from says nothing more.
 */
export function tellTraining(
  { runs, clock }: { readonly runs: RunStore; readonly clock: Clock },
  { run, step }: Pick<TrainingJob, 'run' | 'step'>,
  scope: ActivityScope,
): TrainingTeller {
  let phase = 'starting';
  let lease: Lease | undefined;
  let toldAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> = Promise.resolve();
  const append = (tell: (token: number) => RunEventInput): void => {
    if (!lease || !isNewest(lease)) return;
    const event = tell(lease.token);
    // Told again by the next one; only what is last must be there, and `written` waits for it.
    writing = writing.catch(() => undefined).then(() => runs.append(run, event));
    writing.catch(() => undefined);
  };
  const tellProgress = (event: Extract<TrainerEvent, { event: 'progress' }>): void => {
    const { loss, learning_rate, tokens_per_second, memory_mb } = event;
    const known = { loss, learning_rate, tokens_per_second, memory_mb };
    const facts: Record<string, number> = { at_step: event.step, total_steps: event.total };
    for (const [name, value] of Object.entries(known)) if (value !== undefined) facts[name] = value;
    scope.report({ step, phase, ...facts });
    if (clock.now() - toldAt < TELL_EVERY_MS && event.step < event.total) return;
    toldAt = clock.now();
    append((token) => ({ type: 'training-progress', step, phase, token, ...facts }));
  };
  return {
    lead(taken) {
      lease = taken;
      append((token) => ({ type: 'trainer-started', step, token, worker: workerName() }));
    },
    tell(event) {
      if (event.event === 'phase') {
        phase = event.phase;
        append((token) => ({ type: 'training-progress', step, phase, token }));
      } else if (event.event === 'resumed')
        append((token) => ({ type: 'trainer-resumed', step, token, at_step: event.step, skipped: event.skipped }));
      else if (event.event === 'checkpoint')
        append((token) => ({ type: 'checkpoint-written', step, token, at_step: event.step }));
      else if (event.event === 'progress') tellProgress(event);
    },
    written: () => writing,
  };
}
