import type { Clock } from '../clock.js';
import { TokenBucket } from './token-bucket.js';

export interface RateLimits {
  readonly requests_per_minute?: number | undefined;
  readonly tokens_per_minute?: number | undefined;
}

/** Waits this long or more are told to people. */
const TOLD_MS = 1_000;
/** Waits are cut into pieces, because limits may change meanwhile. */
const LOOK_AGAIN_MS = 1_000;
const MINUTE_MS = 60_000;
/** A bucket holds this much of its minute: bursts stay short. */
const BURST_MS = 1_000;

/** Requests and tokens a minute, both at once. In no minute is more sent than that, whatever was saved up before. */
export class RateLimiter {
  private requests: TokenBucket | undefined;
  private tokens: TokenBucket | undefined;
  /** Who waits, one after another: limits that change meanwhile hold for all who still wait. */
  private turn: Promise<void> = Promise.resolve();

  constructor(
    limits: RateLimits,
    private readonly clock: Clock,
  ) {
    this.setLimits(limits);
  }

  setLimits({ requests_per_minute: requests, tokens_per_minute: tokens }: RateLimits): void {
    this.requests = this.changed(this.requests, requests, 1);
    this.tokens = this.changed(this.tokens, tokens, 0);
  }

  /** Resolves when a request of about so many tokens may be sent. One that is cancelled first takes nothing. */
  async take(
    estimatedTokens: number,
    signal: AbortSignal,
    onWaiting: (because: string, ms: number) => void,
  ): Promise<void> {
    if (!this.requests && !this.tokens) return;
    const before = this.turn;
    let pass = (): void => undefined;
    this.turn = new Promise((resolve) => (pass = resolve));
    try {
      await before;
      await this.pay(estimatedTokens, signal, onWaiting);
    } finally {
      pass();
    }
  }

  /** What the request really took, once known. */
  correct(estimatedTokens: number, usedTokens: number): void {
    this.tokens?.giveBack(estimatedTokens - usedTokens);
  }

  /** Of a request that is not sent after all. */
  giveBack(tokens: number): void {
    this.requests?.giveBack(1);
    this.tokens?.giveBack(tokens);
  }

  /** The endpoint counts otherwise: what was taken is gone, and nothing is left to go on with. */
  exhausted(): void {
    this.tokens?.empty();
    this.requests?.empty();
  }

  private async pay(tokens: number, signal: AbortSignal, tell: (because: string, ms: number) => void): Promise<void> {
    signal.throwIfAborted();
    let wait = Math.max(this.requests?.take(1) ?? 0, this.tokens?.take(tokens) ?? 0);
    try {
      if (wait >= TOLD_MS) tell('its limit per minute', Math.min(wait, MINUTE_MS));
      for (; wait > 0; wait = Math.max(this.requests?.debtMs() ?? 0, this.tokens?.debtMs() ?? 0))
        await this.clock.sleep(Math.min(wait, LOOK_AGAIN_MS), signal);
    } catch (error) {
      this.giveBack(tokens);
      throw error;
    }
  }

  /** `least`: what a bucket must hold for anything to pass without waiting. */
  private changed(
    known: TokenBucket | undefined,
    perMinute: number | undefined,
    least: number,
  ): TokenBucket | undefined {
    if (perMinute === undefined) return undefined;
    const capacity = perMinute === 0 ? 0 : Math.max(least, (perMinute / MINUTE_MS) * BURST_MS);
    // What may be saved up is part of the minute it is used in.
    const perMs = (perMinute - (capacity - Math.min(least, capacity))) / MINUTE_MS;
    if (!known) return new TokenBucket(perMs, capacity, () => this.clock.now());
    known.setRate(perMs, capacity);
    return known;
  }
}
