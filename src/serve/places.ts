export interface PlacesOptions {
  /** Generations at once. */
  readonly concurrent: number;
  /** Generations that may wait for one of those places. */
  readonly queue: number;
}

/** The bound on what a server takes on: each generation runs in a place, in the order of arrival, or waits for one. */
export interface Places {
  readonly running: number;
  readonly waiting: number;
  readonly most: number;
  /** True when so many more would have to wait where none is left to wait. */
  isFull(more: number): boolean;
  /** Run work once a place is free. Rejects with the signal's reason while it waits; running work heeds the signal itself. */
  run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export function createPlaces({ concurrent, queue }: PlacesOptions): Places {
  let running = 0;
  const line = new Set<() => void>();
  const leave = (): void => {
    const [next] = line;
    if (next === undefined) running -= 1;
    else {
      line.delete(next);
      next();
    }
  };
  const enter = (signal: AbortSignal): Promise<void> => {
    if (running < concurrent) {
      running += 1;
      return Promise.resolve();
    }
    return new Promise((resolve, reject) => {
      const giveUp = (): void => {
        line.delete(called);
        reject(signal.reason as Error);
      };
      const called = (): void => {
        signal.removeEventListener('abort', giveUp);
        resolve();
      };
      line.add(called);
      signal.addEventListener('abort', giveUp, { once: true });
    });
  };
  return {
    get running() {
      return running;
    },
    get waiting() {
      return line.size;
    },
    most: concurrent + queue,
    isFull: (more) => running + line.size + more > concurrent + queue,
    async run(signal, work) {
      signal.throwIfAborted();
      await enter(signal);
      try {
        signal.throwIfAborted();
        return await work();
      } finally {
        leave();
      }
    },
  };
}
