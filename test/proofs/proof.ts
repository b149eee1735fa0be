/**
 * What takes too long for `npm test` and is worth repeating: `npm run prove -- NAME` runs `NAME.proof.ts` of this folder
 * and writes what it found into docs/results/NAME.md.
 */
export interface Proof {
  /** One sentence: what holds when it ends well. */
  readonly about: string;
  /** The arguments it takes, as a person writes them; absent when it takes none. */
  readonly usage?: string;
  readonly run: (args: readonly string[]) => Promise<ProofResult>;
}

export interface ProofResult {
  readonly held: boolean;
  /** Markdown: what was counted and measured. */
  readonly figures: string;
}

/** A whole number given as an option. */
export function wholeNumber(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  throw new Error(`--${name} takes a whole number, not "${text}".`);
}
