import type { Ledger } from '../../ledger/contract.js';
import type { AskBase } from '../asking/ask-call.js';
import { budgetReached } from './budget-reached.js';
import { budgetScopes } from './budget-scopes.js';

/**
 * Counts how long a job of the trainer holds a GPU, in the ledger, and ends the job when a budget of GPU hours is reached. What
 * runs on the processor counts nothing. Kept up while the job runs: a kill loses the seconds since it was last heard of.
 */
export interface GpuMeter {
  /** For every event of the trainer, which speaks every few seconds; `device` in one says that a GPU is held. */
  hear(event: object): void;
  /** Aborted with `budget-reached`; the trainer then saves where it stands. */
  readonly signal: AbortSignal;
  /** Runs the job; settles as it does, when all is counted. */
  during<Result>(job: () => Promise<Result>): Promise<Result>;
}

export interface GpuMeterInput extends Pick<AskBase, 'run' | 'step'> {
  readonly budget: AskBase['budget'] | undefined;
  readonly ledger: Pick<Ledger, 'spend' | 'addGpuTime'>;
  /** Milliseconds. */
  readonly now: () => number;
}

const COUNT_EVERY_MS = 5_000;
const MS_PER_HOUR = 3_600_000;

export function createGpuMeter(input: GpuMeterInput): GpuMeter {
  const { ledger, now, run, step } = input;
  const reached = new AbortController();
  let countedAt: number | undefined;
  let writing: Promise<void> = Promise.resolve();

  const count = (ms: number): void => {
    writing = writing.then(async () => {
      if (ms > 0) await ledger.addGpuTime({ run, step, ms });
      await check();
    });
    // Whoever waits for the end is told.
    writing.catch(() => undefined);
  };
  const check = async (): Promise<void> => {
    if (reached.signal.aborted) return;
    for (const scope of budgetScopes(input)) {
      const { gpu_hours: most } = scope.limits;
      if (most === undefined) continue;
      const { gpu_ms: spent = 0 } = await ledger.spend(scope.run, scope.step);
      if (spent < most * MS_PER_HOUR) continue;
      const hours = (spent / MS_PER_HOUR).toFixed(4);
      const what = `of ${most} GPU hours is reached: ${hours} spent.`;
      reached.abort(budgetReached({ scope: { ...scope, asking: run }, limit: 'gpu_hours', reached: what }));
      return;
    }
  };

  return {
    signal: reached.signal,
    hear(event) {
      if (countedAt === undefined) {
        if (!('device' in event) || event.device === undefined) return;
        countedAt = now();
        count(0);
        return;
      }
      const ms = now() - countedAt;
      if (ms < COUNT_EVERY_MS) return;
      countedAt += ms;
      count(ms);
    },
    async during(job) {
      try {
        return await job();
      } finally {
        if (countedAt !== undefined) count(now() - countedAt);
        countedAt = undefined;
        await writing;
      }
    },
  };
}
