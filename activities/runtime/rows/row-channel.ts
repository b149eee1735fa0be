import type { Row } from '../../../src/core/record-kinds.js';

/**
 * Rows from one producer to one consumer, in order. `push` waits while the consumer is far behind, so that a data set
 * never piles up in memory; `add` never waits, for callbacks that cannot.
 */
export interface RowChannel {
  readonly rows: AsyncIterable<Row>;
  readonly count: number;
  add(row: Row): void;
  push(row: Row): Promise<void>;
  end(): void;
  fail(error: unknown): void;
}

const AHEAD = 2_000;

export function createRowChannel(): RowChannel {
  let queue: Row[] = [];
  let count = 0;
  let ended = false;
  let failure: { readonly error: unknown } | undefined;
  let wakeConsumer: (() => void) | undefined;
  let wakeProducer: (() => void) | undefined;

  const wake = (): void => {
    wakeConsumer?.();
    wakeConsumer = undefined;
  };
  async function* read(): AsyncGenerator<Row> {
    for (;;) {
      if (failure) throw failure.error;
      const taken = queue;
      queue = [];
      wakeProducer?.();
      wakeProducer = undefined;
      for (const row of taken) yield row;
      if (queue.length > 0 || failure) continue;
      if (ended) return;
      await new Promise<void>((resolve) => {
        wakeConsumer = resolve;
      });
    }
  }
  const add = (row: Row): void => {
    queue.push(row);
    count++;
    wake();
  };
  return {
    rows: read(),
    get count() {
      return count;
    },
    add,
    async push(row) {
      if (failure) throw failure.error;
      add(row);
      if (queue.length < AHEAD) return;
      await new Promise<void>((resolve) => {
        wakeProducer = resolve;
      });
    },
    end() {
      ended = true;
      wake();
    },
    fail(error) {
      failure ??= { error };
      wake();
      wakeProducer?.();
    },
  };
}
