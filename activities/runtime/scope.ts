import { LimbeckError } from '../../src/core/errors.js';

/** What an activity's code may know of being an activity. Tests make their own. */
export interface ActivityScope {
  /** Aborted when the run is cancelled, or the worker's grace is over. */
  readonly signal: AbortSignal;
  /** Aborted when the worker is asked to stop: begin nothing, end what is under way, within the grace. */
  readonly stopping: AbortSignal;
  /**
   * Aborted, before `stopping`, when the service has given this attempt up because it heard nothing of it in time. Another
   * attempt comes; this one's result is not taken.
   */
  readonly givenUp?: AbortSignal;
  /** Counters for people, sent with the next heartbeat; never truth. */
  report(details: Readonly<Record<string, unknown>>): void;
}

/** What an activity throws when it ends early because its worker stops; another attempt goes on where it stood. */
export function workerStopped(): LimbeckError {
  return new LimbeckError({
    code: 'worker-stopped',
    message: 'The worker was stopped; another attempt goes on where it stood.',
    kind: 'transient',
    retryAfterMs: 1_000,
  });
}

/** Give timers and sockets a turn, so that heartbeats leave on time beside work that never waits. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Longest stretch of work that never waits, before timers and sockets get a turn. */
const STRETCH_MS = 20;

/** For loops that may never wait: says when a stretch is over, and gives the turn that is due. */
export interface Pace {
  readonly isDue: boolean;
  breathe(): Promise<void>;
}

export function createPace(): Pace {
  let breathedAt = performance.now();
  return {
    get isDue() {
      return performance.now() - breathedAt >= STRETCH_MS;
    },
    async breathe() {
      await breathe();
      breathedAt = performance.now();
    },
  };
}
