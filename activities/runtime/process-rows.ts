import { breathe, workerStopped, type ActivityScope } from './scope.js';

export interface ProcessRowsInput<Item, Result> {
  readonly items: readonly Item[];
  /** Items worked on at once. */
  readonly concurrency: number;
  readonly scope: ActivityScope;
  readonly work: (item: Item, index: number) => Promise<Result>;
}

/** Longest stretch of work that never waits, before timers and sockets get a turn. */
const STRETCH_MS = 20;

/**
 * Work on many items at once; results in the order of the items. After the first error no item is begun, those under
 * way are waited for (what they buy is kept), then the error is thrown.
 */
export async function processRows<Item, Result>(input: ProcessRowsInput<Item, Result>): Promise<Result[]> {
  const { items, concurrency, scope, work } = input;
  const results: Result[] = Array.from({ length: items.length });
  let next = 0;
  let failure: { readonly error: unknown } | undefined;
  let breathedAt = performance.now();

  const lane = async (): Promise<void> => {
    while (next < items.length && !failure) {
      const index = next++;
      try {
        scope.signal.throwIfAborted();
        if (scope.stopping.aborted) throw workerStopped();
        results[index] = await work(items[index]!, index);
      } catch (error) {
        failure ??= { error };
      }
      if (performance.now() - breathedAt < STRETCH_MS) continue;
      await breathe();
      breathedAt = performance.now();
    }
  };

  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane));
  if (failure) throw failure.error;
  return results;
}
