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
  return new QueuedRows();
}

class QueuedRows implements RowChannel {
  readonly rows = this.read();
  count = 0;
  private queue: Row[] = [];
  private ended = false;
  private failure: { readonly error: unknown } | undefined;
  private wakeConsumer: (() => void) | undefined;
  private wakeProducer: (() => void) | undefined;

  add(row: Row): void {
    this.queue.push(row);
    this.count++;
    this.wake();
  }

  async push(row: Row): Promise<void> {
    if (this.failure) throw this.failure.error;
    this.add(row);
    if (this.queue.length < AHEAD) return;
    await new Promise<void>((resolve) => {
      this.wakeProducer = resolve;
    });
  }

  end(): void {
    this.ended = true;
    this.wake();
  }

  fail(error: unknown): void {
    this.failure ??= { error };
    this.wake();
    this.wakeProducer?.();
  }

  private wake(): void {
    this.wakeConsumer?.();
    this.wakeConsumer = undefined;
  }

  private async *read(): AsyncGenerator<Row> {
    for (;;) {
      if (this.failure) throw this.failure.error;
      const taken = this.queue;
      this.queue = [];
      this.wakeProducer?.();
      this.wakeProducer = undefined;
      for (const row of taken) yield row;
      if (this.queue.length > 0 || this.failure) continue;
      if (this.ended) return;
      await new Promise<void>((resolve) => {
        this.wakeConsumer = resolve;
      });
    }
  }
}
