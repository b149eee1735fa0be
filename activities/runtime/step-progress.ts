import type { Spend } from '../../schemas/generated/run-event.js';
import { addSpend, noSpend } from '../../src/core/run-view.js';
import type { AnswerSpend } from '../../src/models/ask-call.js';
import type { ActivityDeps } from './deps.js';
import type { ActivityScope } from './scope.js';
import { paidFacts } from './step-record.js';

/**
 * What one chunk or round has done so far: told to people about once a second through the run's events, and with every
 * heartbeat. `spend` is what this attempt paid and reused; a step's record counts over all attempts (see seal-step.ts).
 */
export interface StepProgress {
  readonly spend: Spend;
  /** Answers used, bought or there already; answers of local models are not among them. */
  readonly answers: number;
  done(): void;
  rejected(): void;
  failed(): void;
  spent(spend: AnswerSpend): void;
  waiting(because: string, ms: number): void;
  /** The last word; resolves when all that was told is written. */
  finish(): Promise<void>;
}

export interface StepProgressInput {
  readonly deps: Pick<ActivityDeps, 'runs' | 'clock' | 'ledger'>;
  readonly scope: ActivityScope;
  readonly run: string;
  readonly step: string;
  readonly part: string;
  /** Chunk or round, from 0. */
  readonly chunk: number;
}

const TELL_EVERY_MS = 1_000;
const WAITING_EVERY_MS = 5_000;

export function createStepProgress(input: StepProgressInput): StepProgress {
  const { runs, clock, ledger } = input.deps;
  const counts = { done: 0, rejected: 0, failed: 0 };
  let spend: Spend = noSpend;
  let toldAt = clock.now();
  let waitedAt = Number.NEGATIVE_INFINITY;
  let writing: Promise<void> = Promise.resolve();

  const append = (write: () => Promise<void>): void => {
    // A progress line that cannot be written must not end the work; the final line, awaited, says so.
    writing = writing.catch(() => undefined).then(write);
    writing.catch(() => undefined);
  };
  const tell = (): void => {
    const { run, step, part, chunk } = input;
    const told = { type: 'step-progress', step, part, chunk, ...counts, spend } as const;
    append(async () => runs.append(run, { ...told, paid: paidFacts(await ledger.spend(run, step)) }));
  };
  const changed = (): void => {
    input.scope.report({ step: input.step, part: input.part, chunk: input.chunk, ...counts, ...spend });
    if (clock.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = clock.now();
    tell();
  };
  const count = (which: keyof typeof counts) => (): void => {
    counts[which]++;
    changed();
  };

  return {
    get spend() {
      return spend;
    },
    get answers() {
      return spend.calls + spend.reused;
    },
    done: count('done'),
    rejected: count('rejected'),
    failed: count('failed'),
    spent(more) {
      spend = addSpend(spend, more);
      changed();
    },
    waiting(because, ms) {
      if (clock.now() - waitedAt < WAITING_EVERY_MS) return;
      waitedAt = clock.now();
      append(() => runs.append(input.run, { type: 'waiting', step: input.step, because, ms }));
    },
    async finish() {
      tell();
      await writing;
    },
  };
}
