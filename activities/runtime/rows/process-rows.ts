import type { RowGate } from './row-gate.js';
import { createPace, workerStopped, type ActivityScope } from '../scope.js';

export interface ProcessRowsInput<Item, Result> {
  readonly items: readonly Item[];
  /** Says when an item may begin. */
  readonly gate: RowGate;
  /** Step of the run, for whom the items are. */
  readonly lane?: string;
  readonly scope: ActivityScope;
  readonly work: (item: Item, index: number) => Promise<Result>;
}

/**
 * Work on many items at once; results in the order of the items. After the first error no item is begun, those under
 * way are waited for (what they buy is kept), then the error is thrown.
 */
export async function processRows<Item, Result>(input: ProcessRowsInput<Item, Result>): Promise<Result[]> {
  const { items, gate, scope, work } = input;
  const results: Result[] = Array.from({ length: items.length });
  const line = gate.join(input.lane);
  let underWay = 0;
  let failure: { readonly error: unknown } | undefined;
  let allDone = (): void => undefined;
  const pace = createPace();

  const fail = (error: unknown): void => {
    failure ??= { error };
    line.close();
  };
  const checkStop = (): void => {
    try {
      scope.signal.throwIfAborted();
      if (scope.stopping.aborted) throw workerStopped();
    } catch (error) {
      fail(error);
    }
  };
  const doItem = async (index: number): Promise<void> => {
    try {
      results[index] = await work(items[index]!, index);
    } catch (error) {
      fail(error);
    } finally {
      line.leave();
      if (--underWay === 0) allDone();
    }
  };

  scope.signal.addEventListener('abort', checkStop);
  scope.stopping.addEventListener('abort', checkStop);
  try {
    checkStop();
    for (let index = 0; index < items.length && (await line.enter()); index++) {
      underWay++;
      void doItem(index);
      if (pace.isDue) await pace.breathe();
    }
    if (underWay > 0) await new Promise<void>((resolve) => (allDone = resolve));
  } finally {
    scope.signal.removeEventListener('abort', checkStop);
    scope.stopping.removeEventListener('abort', checkStop);
  }
  if (failure) throw failure.error;
  return results;
}
