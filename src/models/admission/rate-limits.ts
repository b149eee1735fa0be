import type { Clock } from '../clock.js';
import { TokenBucket } from './token-bucket.js';

export interface RateLimits {
  readonly requests_per_minute?: number;
  readonly tokens_per_minute?: number;
}

/** Waits this long or more are told to people. */
const TOLD_MS = 1_000;
const MINUTE_MS = 60_000;
/** A bucket holds this much of its minute: bursts stay short. */
const BURST_MS = 1_000;

/** Requests and tokens a minute, both at once. */
export class RateLimiter {
  private readonly requests: TokenBucket | undefined;
  private readonly tokens: TokenBucket | undefined;

  constructor(
    limits: RateLimits,
    private readonly clock: Clock,
  ) {
    this.requests = bucket(limits.requests_per_minute, clock);
    this.tokens = bucket(limits.tokens_per_minute, clock);
  }

  /** Resolves when a request of about so many tokens may be sent. */
  async take(
    estimatedTokens: number,
    signal: AbortSignal,
    onWaiting: (because: string, ms: number) => void,
  ): Promise<void> {
    const wait = Math.max(this.requests?.take(1) ?? 0, this.tokens?.take(estimatedTokens) ?? 0);
    if (wait === 0) return;
    if (wait >= TOLD_MS) onWaiting('its limit per minute', wait);
    await this.clock.sleep(wait, signal);
  }

  /** What the request really took, once known. */
  correct(estimatedTokens: number, usedTokens: number): void {
    this.tokens?.giveBack(estimatedTokens - usedTokens);
  }
}

function bucket(perMinute: number | undefined, clock: Clock): TokenBucket | undefined {
  if (perMinute === undefined) return undefined;
  const perMs = perMinute / MINUTE_MS;
  return new TokenBucket(perMs, Math.max(1, perMs * BURST_MS), () => clock.now());
}
