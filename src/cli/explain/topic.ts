/** One thing that can be explained: a key of a file, a method, an error code. */
export interface Topic {
  /** What one types: `steps.gate`, `elicit/label`, `unknown-key`. */
  readonly name: string;
  readonly kind: 'recipe key' | 'project key' | 'method' | 'error' | 'record kind';
  /** One sentence. */
  readonly summary: string;
  readonly details: () => readonly TopicSection[];
}

/** A heading with lines under it; rows of several cells are set as a table. */
export interface TopicSection {
  readonly heading: string;
  readonly rows: readonly (readonly string[])[];
}
