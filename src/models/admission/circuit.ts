import type { Clock } from '../clock.js';

/**
 * Pauses an endpoint that keeps failing: after some failures in a row nobody asks for a while; then one request tries,
 * the others waiting for what it finds. Pauses double from one to thirty seconds until one succeeds.
 */
const FAILURES_IN_A_ROW = 8;
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

export interface Passage {
  /** The endpoint answered, be it with a refusal. */
  answered(): void;
  failed(why: string): void;
  /** Must be called last, whatever happened. */
  end(): void;
}

export interface CircuitState {
  readonly circuit: 'closed' | 'open' | 'half-open';
  readonly because?: string;
  readonly pausedUntil?: number;
}

export class Circuit {
  private failures = 0;
  private pause = 0;
  private pausedUntil = 0;
  private lastWhy = '';
  /** Resolves when the one who tries has found out. */
  private trial: Promise<void> | undefined;
  private readonly waiting = new Set<AbortController>();

  constructor(private readonly clock: Clock) {}

  /** How many wait here. */
  get queued(): number {
    return this.waiting.size;
  }

  get state(): CircuitState {
    if (this.pause === 0) return { circuit: 'closed' };
    if (this.clock.now() >= this.pausedUntil) return { circuit: 'half-open', because: this.lastWhy };
    return { circuit: 'open', because: this.lastWhy, pausedUntil: this.pausedUntil };
  }

  /** Resolves when the endpoint may be asked. */
  async pass(signal: AbortSignal, onWaiting: (because: string, ms: number) => void): Promise<Passage> {
    while (this.pause > 0) {
      signal.throwIfAborted();
      const left = this.pausedUntil - this.clock.now();
      if (left > 0) {
        onWaiting(`it keeps failing (${this.lastWhy}); pausing`, left);
        await this.wait(signal, (stop) => this.clock.sleep(left, stop));
      } else if (this.trial) await this.wait(signal, (stop) => abortable(this.trial!, stop));
      else return this.startTrial();
    }
    return this.passage(() => {});
  }

  /** Waiting makes no sense any more: all who wait here get the error, and the next to come begin afresh. */
  giveUp(error: Error): void {
    this.failures = 0;
    this.pause = 0;
    this.pausedUntil = 0;
    for (const stop of this.waiting) stop.abort(error);
  }

  private async wait(signal: AbortSignal, work: (stop: AbortSignal) => Promise<void>): Promise<void> {
    const stop = new AbortController();
    const abort = (): void => stop.abort(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    this.waiting.add(stop);
    try {
      await work(stop.signal);
    } finally {
      this.waiting.delete(stop);
      signal.removeEventListener('abort', abort);
    }
  }

  private startTrial(): Passage {
    let found = (): void => {};
    this.trial = new Promise((resolve) => (found = resolve));
    return this.passage(() => {
      this.trial = undefined;
      found();
    });
  }

  private passage(end: () => void): Passage {
    return {
      answered: () => {
        this.failures = 0;
        this.pause = 0;
      },
      failed: (why) => {
        this.lastWhy = why;
        this.failures++;
        const isOpen = this.pausedUntil > this.clock.now();
        // Failures of requests that were under way when the pause began say nothing new.
        if (this.failures < FAILURES_IN_A_ROW || isOpen) return;
        this.pause = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, this.pause * 2));
        this.pausedUntil = this.clock.now() + this.pause;
      },
      end,
    };
  }
}

async function abortable(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const abort = (): void => reject(signal.reason as Error);
    signal.addEventListener('abort', abort, { once: true });
    void promise.then(() => {
      signal.removeEventListener('abort', abort);
      resolve();
    });
  });
}
