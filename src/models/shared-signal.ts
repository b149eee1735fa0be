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
