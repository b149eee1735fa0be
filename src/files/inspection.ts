/** What a thorough look at the stores tells while it goes on. It reads everything and changes nothing. */
export type StoreName = 'ledger' | 'artifacts' | 'work' | 'runs' | 'batches' | 'project';

/** One thing that is not what was written. */
export interface Finding {
  readonly store: StoreName;
  readonly file: string;
  /** The thing, for people: "Data set 1f2e...", "Run first". */
  readonly what: string;
  readonly because: string;
  /** What to do. */
  readonly hint: string;
}

export interface Inspector {
  /** So many more things of the store were looked at. */
  seen(store: StoreName, things?: number): void;
  found(finding: Finding): void;
}
