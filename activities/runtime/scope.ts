/** What an activity's code may know of being an activity. Tests make their own. */
export interface ActivityScope {
  /** Aborted when the run is cancelled, or the worker must stop. */
  readonly signal: AbortSignal;
  /** Counters for people, sent with the next heartbeat; never truth. */
  report(details: Readonly<Record<string, unknown>>): void;
}

/** Give timers and sockets a turn, so that heartbeats leave on time beside work that never waits. */
export function breathe(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
