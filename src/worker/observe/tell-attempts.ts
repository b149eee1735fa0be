import { Context } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { aroundActivities, type PieceOfWork } from '../../core/run/around-activities.js';
import type { Activities } from '../../core/ports.js';
import type { RunEventInput, RunStore } from '../../runs/contract.js';
import { workerName } from './worker-name.js';

/**
 * Tells in a run's events what Temporal knows and forgets: which workers take part, and what was attempted again and why.
 * First attempts that succeed cost nothing. A line that cannot be written never ends the work it is about.
 */
export interface ToldActivities {
  readonly activities: Activities;
  /** This process takes part no more; resolves when every open run it had joined was told. */
  readonly leave: () => Promise<void>;
}

type Work = Extract<RunEventInput, { type: 'attempt-started' }>;

export function tellAttempts(
  activities: Activities,
  { runs, queues }: { readonly runs: Pick<RunStore, 'append'>; readonly queues: readonly string[] },
): ToldActivities {
  const worker = workerName();
  const joined = new Map<string, Promise<void>>();
  const append = async (run: string, event: RunEventInput): Promise<void> => {
    await runs.append(run, event).catch(() => undefined);
  };
  const join = (run: string): Promise<void> => {
    const joining = joined.get(run) ?? append(run, { type: 'worker-joined', worker, queues: [...queues] });
    joined.set(run, joining);
    return joining;
  };
  const attempt = async <Result>(
    activity: string,
    input: PieceOfWork,
    work: () => Promise<Result>,
  ): Promise<Result> => {
    const { run } = input;
    const { attempt: number, retryPolicy } = Context.current().info;
    const told = { ...workOf(activity, input), attempt: number, worker };
    // A run's own first words come before ours.
    if (activity !== 'openRun') await join(run);
    if (number > 1) await append(run, { type: 'attempt-started', ...told });
    try {
      const result = await work();
      if (activity === 'openRun') await join(run);
      if (activity === 'closeRun') joined.delete(run);
      return result;
    } catch (error) {
      if (error instanceof ApplicationFailure) {
        const retried = !error.nonRetryable && number < (retryPolicy?.maximumAttempts || Number.POSITIVE_INFINITY);
        await append(run, { type: 'attempt-failed', ...told, error: errorOf(error), retried });
      }
      throw error;
    }
  };
  return {
    activities: aroundActivities(activities, attempt),
    async leave() {
      const open = [...joined.keys()];
      joined.clear();
      await Promise.all(open.map((run) => append(run, { type: 'worker-left', worker })));
    },
  };
}

/** What of an activity's input says which piece of work it is. */
function workOf(activity: string, { step, part, from, to, round }: PieceOfWork): Pick<Work, 'activity' | 'step'> {
  return {
    activity,
    ...(step === undefined ? {} : { step }),
    ...(part === undefined ? {} : { part }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(round === undefined ? {} : { round }),
  };
}

function errorOf({ type, message, details }: ApplicationFailure): { code: string; message: string; hint?: string } {
  const { hint } = (details?.[0] ?? {}) as { readonly hint?: string };
  return { code: type ?? 'internal-error', message, ...(hint === undefined ? {} : { hint }) };
}
