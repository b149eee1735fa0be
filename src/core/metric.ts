/** What a method says of the numbers it folds rows into, and of how its rows are shown. */
export interface MetricTraits {
  /** Whether it comes with `low` and `high`. */
  readonly interval: boolean;
  readonly better: 'higher' | 'lower';
  /** `share`: of one, shown in decimals unless said; others stand behind the number: nats, tokens, points. */
  readonly unit?: string;
  /** What it can be at least and at most; an end left open is null. */
  readonly range?: readonly [number | null, number | null];
}

/** Columns of a measured row. */
export interface MeasuredColumns {
  /** What the model said. */
  readonly prediction: string;
  /** How it came off: true or false, a word (`win`, `tie`), or a score. */
  readonly verdict: string;
  /** What it is held against; absent where there is no such thing. */
  readonly gold?: string;
}
