import { FairQueue, type Waiting } from '../../../src/models/admission/fair-queue.js';

/**
 * How many rows may be under way at once, over all chunks that share the gate. The chunk that came first goes first, so
 * that chunks end one after another instead of all at the end, and few rows are held half-done. Steps share the gate
 * evenly: a short one does not wait for a long one.
 */
export interface RowGate {
  /** A chunk's place in line; the lane is its step. */
  join(lane?: string): GateLine;
}

/** One chunk's way through the gate; at most one `enter` at a time. */
export interface GateLine {
  /** Resolves when a row may begin: true. False once the line is closed. */
  enter(): Promise<boolean>;
  /** Once for each row that was let in, when it is done. */
  leave(): void;
  /** No further row begins; who waits is told at once. */
  close(): void;
}

export function createRowGate(most: number): RowGate {
  let free = most;
  let lines = 0;
  const queue = new FairQueue();
  return {
    join(lane = '') {
      const place = lines++;
      let isOpen = true;
      let stopWaiting = (): void => undefined;
      return {
        async enter() {
          if (!isOpen) return false;
          if (free > 0) {
            free--;
            queue.took(lane);
            return true;
          }
          return new Promise<boolean>((resolve) => {
            const waiting: Waiting = { lane, place, enter: () => resolve(true) };
            stopWaiting = () => queue.remove(waiting) && resolve(false);
            queue.add(waiting);
          });
        },
        leave() {
          queue.gaveBack(lane);
          const next = queue.next();
          if (next) next.enter();
          else free++;
        },
        close() {
          isOpen = false;
          stopWaiting();
        },
      };
    },
  };
}

/**
 * Rows under way for each request in flight: one that waits for the disk must not leave a connection idle. A killed
 * worker repeats what was in flight (at most the provider's concurrency), not the rows that wait: the ledger writes a
 * received answer down before its slot can be used again.
 */
export const ROWS_PER_REQUEST = 4;

const byEndpoint = new WeakMap<object, RowGate>();

/** The gate of all chunks in this process that ask one endpoint. How many requests it gets at once is its provider's. */
export function endpointGate(provider: object, concurrency: number): RowGate {
  const known = byEndpoint.get(provider) ?? createRowGate(concurrency * ROWS_PER_REQUEST);
  byEndpoint.set(provider, known);
  return known;
}
