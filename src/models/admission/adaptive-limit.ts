import { watchersOf, type Watcher } from '../asking/shared-signal.js';
import { FairQueue, type Waiting } from './fair-queue.js';

/**
 * How many requests may be in flight. Starts at the most, is halved when the endpoint says it is too much, and grows by
 * one with each full round of successes. Lanes share it evenly; inside a lane first come, first served.
 */
export class AdaptiveLimit {
  private limit: number;
  private inFlight = 0;
  /** Raised with each halving; a request knows under which limit it was sent. */
  private era = 0;
  private readonly queue = new FairQueue();

  constructor(private most: number) {
    this.limit = most;
  }

  /** The limit now, whole requests. */
  get current(): number {
    return Math.floor(this.limit);
  }

  /** Another most; a limit that was pushed down stays where it is, unless that is too high now. */
  setMost(most: number): void {
    this.limit = this.limit >= this.most ? most : Math.min(this.limit, most);
    this.most = most;
    this.admit();
  }

  /** More is in flight than may be, from before the most was lowered. */
  get isOver(): boolean {
    return this.inFlight > this.most;
  }

  get taken(): number {
    return this.inFlight;
  }

  get queued(): number {
    return this.queue.length;
  }

  /** Resolves with a slot to be given back, whatever happens. Rejects with the signal's reason when it is aborted first. */
  async enter(signal: AbortSignal, lane = ''): Promise<Slot> {
    signal.throwIfAborted();
    if (this.inFlight >= this.current || this.queue.length > 0) await this.wait(signal, lane);
    else {
      this.inFlight++;
      this.queue.took(lane);
    }
    const { era } = this;
    return {
      leave: () => {
        this.inFlight--;
        this.queue.gaveBack(lane);
        this.admit();
      },
      succeeded: () => {
        this.limit = Math.min(this.most, this.limit + 1 / Math.max(1, this.limit));
        this.admit();
      },
      // A burst of refusals to requests sent under the old limit is one message, not many.
      refused: () => {
        if (era !== this.era) return;
        this.era++;
        this.limit = Math.min(this.most, Math.max(1, Math.floor(this.limit / 2)));
      },
    };
  }

  private async wait(signal: AbortSignal, lane: string): Promise<void> {
    const watchers = watchersOf(signal);
    await new Promise<void>((resolve, reject) => {
      const waiting: Waiting & Watcher = {
        lane,
        enter: () => {
          watchers.delete(waiting);
          resolve();
        },
        abort: () => {
          this.queue.remove(waiting);
          reject(signal.reason as Error);
        },
      };
      this.queue.add(waiting);
      watchers.add(waiting);
    });
  }

  /** Slots are handed over here, so that no newcomer takes one between a leave and a waiter's turn. */
  private admit(): void {
    while (this.inFlight < this.current) {
      const next = this.queue.next();
      if (!next) return;
      this.inFlight++;
      next.enter();
    }
  }
}

export interface Slot {
  leave(): void;
  succeeded(): void;
  refused(): void;
}
