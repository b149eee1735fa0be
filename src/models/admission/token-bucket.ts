/**
 * A rate limit as a bucket that fills at a steady rate and may be overdrawn: who takes waits until the debt is filled
 * again. The rate may change at any time.
 */
export class TokenBucket {
  private level: number;
  private filledAt: number;

  constructor(
    private perMs: number,
    private capacity: number,
    private readonly now: () => number,
  ) {
    this.level = capacity;
    this.filledAt = now();
  }

  /** Takes now; the milliseconds to wait before acting on it. */
  take(amount: number): number {
    this.fill();
    this.level -= amount;
    return this.debtMs();
  }

  /** Whole milliseconds until what was taken is filled again; Infinity when nothing fills it. */
  debtMs(): number {
    this.fill();
    // Sums of fractions: a billionth of a token is no debt.
    return this.level >= -1e-9 ? 0 : Math.ceil(-this.level / this.perMs);
  }

  /** Gives back what was taken and not used, or takes (negative) what was used beyond it. */
  giveBack(amount: number): void {
    this.fill();
    this.level = Math.min(this.capacity, this.level + amount);
  }

  /** Whoever counts says that nothing is left. */
  empty(): void {
    this.fill();
    this.level = Math.min(0, this.level);
  }

  setRate(perMs: number, capacity: number): void {
    this.fill();
    this.perMs = perMs;
    this.capacity = capacity;
    this.level = Math.min(capacity, this.level);
  }

  private fill(): void {
    const now = this.now();
    this.level = Math.min(this.capacity, this.level + Math.max(0, now - this.filledAt) * this.perMs);
    this.filledAt = now;
  }
}
