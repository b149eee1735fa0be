/**
 * A rate limit as a bucket that fills at a steady rate and may be overdrawn: taking says how long to wait until the
 * debt is filled again. Callers that wait in turn keep their order.
 */
export class TokenBucket {
  private level: number;
  private filledAt: number;

  constructor(
    private readonly perMs: number,
    private readonly capacity: number,
    private readonly now: () => number,
  ) {
    this.level = capacity;
    this.filledAt = now();
  }

  /** Takes now; the milliseconds to wait before acting on it. */
  take(amount: number): number {
    this.fill();
    this.level -= amount;
    return this.level >= 0 ? 0 : -this.level / this.perMs;
  }

  /** Gives back what was taken and not used, or takes (negative) what was used beyond it. */
  giveBack(amount: number): void {
    this.fill();
    this.level = Math.min(this.capacity, this.level + amount);
  }

  private fill(): void {
    const now = this.now();
    this.level = Math.min(this.capacity, this.level + Math.max(0, now - this.filledAt) * this.perMs);
    this.filledAt = now;
  }
}
