import type { Client } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';
import { LimbeckError } from '../../core/errors.js';
import { applyEvent, createRunView, type RunView } from '../../core/run/run-view.js';
import { queuePrefix } from '../../project-files/project-state.js';
import type { RunStore } from '../../runs/contract.js';
import type { RunPrinter } from '../progress/run-printer.js';
import { reviewNotice, waitingReviews } from './review-notice.js';
import { waitForClose } from './run-watch.js';
import { findUnserved } from './unserved-queues.js';

export interface FollowInput {
  readonly run: string;
  readonly runs: RunStore;
  /** Absent when no engine is at hand: the events alone are followed. */
  readonly client?: Client | undefined;
  readonly printer: RunPrinter;
  readonly projectFolder: string;
  /** Events that were there before this attempt; a finish among them is not ours. */
  readonly past: number;
  readonly signal: AbortSignal;
}

const LAST_EVENTS_MS = 5_000;
const CLOSE_TIMEOUT_MS = 60_000;

/**
 * Show a run's events until it finishes. Resolves with the finished view, or with undefined when `signal` came first. Throws
 * `run-lost` when the workflow ends, or is gone, without a last word in the run store.
 */
export async function followRun(input: FollowInput): Promise<RunView | undefined> {
  const { run, runs, client, printer, signal } = input;
  const view = createRunView();
  const stop = new AbortController();
  const passOn = (): void => stop.abort();
  if (signal.aborted) passOn();
  signal.addEventListener('abort', passOn, { once: true });
  let finished = false;
  let lost: LimbeckError | undefined;
  if (client) {
    void waitForClose(client, run, stop.signal).then(async (end) => {
      if (!end || finished) return;
      // The last event is written before the workflow ends; give the file system time to show it.
      await pause(LAST_EVENTS_MS, undefined, { signal: stop.signal }).catch(() => undefined);
      lost = finished ? undefined : lostRun(run, end);
      stop.abort();
    });
    void tellUnserved({ ...input, client, view, signal: stop.signal });
  }
  try {
    let index = 0;
    for await (const event of runs.follow(run, stop.signal)) {
      const past = index++ < input.past;
      applyEvent(view, event);
      printer.event(event, past);
      if (index === input.past)
        for (const notice of waitingReviews(runs, view, input.projectFolder)) printer.notice(notice);
      else if (!past && event.type === 'review-waiting')
        printer.notice(reviewNotice(runs, run, event, input.projectFolder));
      if (event.type !== 'run-finished' || past) continue;
      finished = true;
      break;
    }
    if (finished) {
      // The report is written by the workflow's last activity, after the event; the worker must live that long.
      if (client) await waitForClose(client, run, AbortSignal.any([signal, AbortSignal.timeout(CLOSE_TIMEOUT_MS)]));
      return view;
    }
    if (lost) throw lost;
    return undefined;
  } finally {
    signal.removeEventListener('abort', passOn);
    stop.abort();
  }
}

const LOOK_EVERY_MS = 10_000;

/** Look now and then whether what waits for a worker can hope for one. */
async function tellUnserved(input: FollowInput & { readonly client: Client; readonly view: RunView }): Promise<void> {
  const { run, runs, client, printer, projectFolder, view, signal } = input;
  const plan = await runs.plan(run);
  for (;;) {
    await pause(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    printer.unserved(
      await findUnserved({ client, queuePrefix: queuePrefix(projectFolder), plan, view, nowMs: Date.now() }),
    );
  }
}

function lostRun(
  run: string,
  end: { readonly state: 'closed'; readonly status: string } | { readonly state: 'lost' },
): LimbeckError {
  return new LimbeckError({
    code: 'run-lost',
    message:
      end.state === 'lost'
        ? `The engine does not know run "${run}" any more: its history is gone.`
        : `The workflow of run "${run}" ended (${end.status}) without saying so in the run store.`,
    hint: `Nothing that was paid for is lost. "limbeck resume ${run}" goes on from the answers and artifacts that are there.`,
  });
}
