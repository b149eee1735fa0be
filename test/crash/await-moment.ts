import { join } from 'node:path';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import type { CountingProxy } from '../support/counting-proxy.js';
import type { Moment } from './draw-kills.js';

export interface AwaitMomentInput {
  readonly projectFolder: string;
  readonly run: string;
  readonly moment: Moment;
  readonly proxy: CountingProxy;
  /** Aborted when the run is over: then the moment never comes. */
  readonly over: AbortSignal;
}

/** Resolves at the moment, or when its step is finished; false when the run ended before. Watches events, no clock. */
export async function awaitMoment({ projectFolder, run, moment, proxy, over }: AwaitMomentInput): Promise<boolean> {
  const runs = createFileRunStore({ folder: join(projectFolder, '.limbeck') });
  const past = (await runs.events(run)).length;
  const stop = new AbortController();
  const signal = AbortSignal.any([over, stop.signal]);
  const { step, after, count } = moment;
  let reached = false;
  const come = (): void => {
    reached = true;
    stop.abort();
  };
  let index = 0;
  let started = false;
  let since = 0;
  for await (const event of runs.follow(run, signal)) {
    if (reached) break;
    const isNew = index++ >= past;
    if (event.type === 'run-finished' && isNew) break;
    if (started && isNew) since++;
    if ('step' in event && event.step === step) {
      if (event.type === 'step-started' && !started) {
        started = true;
        if (after === 'requests') void proxy.reached(proxy.total + count).then(come);
      }
      if (event.type === 'step-finished') come();
      if (after === 'training-step' && isNew && event.type === 'training-progress' && (event.at_step ?? 0) >= count)
        come();
    }
    if (after === 'events' && started && since >= count) come();
  }
  stop.abort();
  return reached && !over.aborted;
}
