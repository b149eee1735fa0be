import type { Clock } from '../clock.js';
import type { RateRemainder } from './rate-headers.js';

/** Headers that ask for a longer pause than this are not believed: a refusal with Retry-After says it better. */
const LONGEST_MS = 5 * 60_000;

/**
 * What an endpoint still takes, as its last reply said: so much, until it is full again. Before it says anything, and after
 * that moment, all may pass. What is on its way is taken for not counted yet.
 */
export class Allowance {
  private left = 0;
  private until = 0;
  private onTheWay = 0;

  constructor(private readonly clock: Clock) {}

  /** Sent, and not yet answered. */
  get underWay(): number {
    return this.onTheWay;
  }

  /** Milliseconds to wait before so much may pass; 0: it may pass now. */
  waitFor(amount: number): number {
    if (this.left >= amount) return 0;
    return Math.max(0, this.until - this.clock.now());
  }

  /** So much is sent. */
  sent(amount: number): void {
    this.left -= amount;
    this.onTheWay += amount;
  }

  /** Its answer, or its failure, is there. */
  done(amount: number): void {
    this.onTheWay -= amount;
  }

  /** What a reply's headers say; `amount` is what was sent for that reply and is still on its way. */
  note({ remaining, resetAt }: RateRemainder, amount: number): void {
    if (resetAt - this.clock.now() > LONGEST_MS) return;
    this.left = remaining - (this.onTheWay - amount);
    this.until = resetAt;
  }
}
