import { setMaxListeners } from 'node:events';

const known = new WeakSet<AbortSignal>();

/**
 * One signal stops a whole chunk, so each row in flight listens to it: hundreds of listeners are meant, and Node need
 * not warn of a leak. Every listener is taken off when its row is done.
 */
export function expectManyListeners(signal: AbortSignal): void {
  if (known.has(signal)) return;
  known.add(signal);
  setMaxListeners(0, signal);
}

/** Told when a signal is aborted. */
export interface Watcher {
  abort(): void;
}

const bySignal = new WeakMap<AbortSignal, Set<Watcher>>();

/**
 * Who is told when the signal is aborted, in the order they were added; take yourself out when you are done. One
 * listener on the signal serves all: taking one of hundreds off a signal walks over the others.
 */
export function watchersOf(signal: AbortSignal): Set<Watcher> {
  const standing = bySignal.get(signal);
  if (standing) return standing;
  const watchers = new Set<Watcher>();
  bySignal.set(signal, watchers);
  signal.addEventListener(
    'abort',
    () => {
      for (const watcher of watchers) watcher.abort();
    },
    { once: true },
  );
  return watchers;
}
