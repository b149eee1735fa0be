import type { Client } from '@temporalio/client';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import { isLimbeckError } from '../../core/errors.js';
import type { RunView } from '../../core/run/run-view.js';
import { deliverStoredApprovals } from './deliver-approvals.js';
import { followRun, type FollowInput } from './follow-run.js';
import { startWorkflow } from './start-workflow.js';

export interface StartAndFollowInput extends Omit<FollowInput, 'past' | 'client'> {
  readonly client: Client;
  readonly queuePrefix: string;
}

/** What an attempt still says that had failed before anyone looked. */
const LAST_WORDS: readonly RunEvent['type'][] = [
  'attempt-failed',
  'attempt-started',
  'step-failed',
  'run-finished',
  'note',
  'waiting',
  'wait-ended',
  'worker-joined',
  'worker-left',
];

/**
 * True when the failure is that of the attempt before: nothing was begun or done any more, or it had no room on a disk
 * that has some now, for with a full one nobody comes as far as here.
 */
export function endedBefore(events: readonly Pick<RunEvent, 'type'>[], code?: string): boolean {
  return code === 'disk-full' || events.every(({ type }) => LAST_WORDS.includes(type));
}

/**
 * Start the run's workflow, or join the one that is open, and show it to its end. An attempt that could not say its last word (its
 * disk was full) may end only now, under our eyes: then ours begins after it.
 */
export async function startAndFollow(input: StartAndFollowInput): Promise<RunView | undefined> {
  const { run, runs } = input;
  for (let attempt = 0; ; attempt++) {
    const past = (await runs.events(run)).length;
    const begun = await beginRun(input);
    // Somebody may be at it this very moment, or have left it open: either way there is one of it.
    if (begun === 'already-open' && attempt === 0)
      input.printer.notice(`Run "${run}" is open: this joins it where it stands. It is never done twice at once.`);
    try {
      const view = await followRun({ ...input, past });
      const isOver = begun === 'already-open' && attempt === 0 && view?.outcome === 'failed';
      if (isOver && endedBefore((await runs.events(run)).slice(past), view.error?.code)) continue;
      return view;
    } catch (error) {
      const isOver = begun === 'already-open' && isLimbeckError(error) && error.code === 'run-lost';
      if (!isOver || attempt > 0) throw error;
    }
  }
}

/** Start the workflow, or tell the open one what was approved while nobody was there. */
export async function beginRun({
  client,
  run,
  runs,
  queuePrefix,
}: Pick<StartAndFollowInput, 'client' | 'run' | 'runs' | 'queuePrefix'>): Promise<'started' | 'already-open'> {
  const begun = await startWorkflow(client, run, queuePrefix);
  // One that starts finds the approvals in the run store.
  if (begun === 'already-open') await deliverStoredApprovals(client, run, runs);
  return begun;
}
