import type { Usage } from '../core/models/model-request.js';
import type { ScoredIds, ScoredToken, VerbKind } from '../core/models/verb-request.js';

/**
 * The ledger: every teacher answer ever paid for, append-only, never evicted. An answer is durable before it is used.
 * Adapters pass `ledgerContract` (contract-suite.ts).
 */
export interface LedgerAnswer {
  readonly text: string;
  readonly finish_reason: string;
  readonly usage: Usage;
  /** Per-token log-probabilities as the endpoint gave them, when asked for. */
  readonly logprobs?: unknown;
  /** What a model that thinks first gave apart from its answer. */
  readonly reasoning?: string;
  /** What was asked; absent: a chat. Of a score, vector or class the text is empty and the finish `stop`. */
  readonly kind?: VerbKind;
  /** Of a score. */
  readonly tokens?: readonly ScoredToken[];
  /** Of logits, the values in base64. Absent where the text could not be scored, and `text` says why. */
  readonly logits?: ScoredIds & { readonly values: string };
  /** Of an embedding: its 32-bit floats, lowest byte first, in base64. */
  readonly vector?: string;
  /** Of a classification: by label. */
  readonly probabilities?: Readonly<Record<string, number>>;
}

export interface LedgerEntry {
  /** Response key, 64 hex digits. */
  readonly key: string;
  readonly answer: LedgerAnswer;
  /** Model id the endpoint named in its reply, request id and the like. Never secrets. */
  readonly provider: Readonly<Record<string, string>>;
  /** Billionths of a US dollar; absent when the price is unknown. */
  readonly cost_nanousd?: number;
  /** Bought through the vendor's batch service; absent when by a call of its own. */
  readonly bought?: 'batch';
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Who paid: run and step. */
  readonly run: string;
  readonly step: string;
  /** True for a local model's answer: nobody was paid, and no spend is counted. */
  readonly unpaid?: true;
  /** True when it came from another ledger: `run` and `step` are that one's, and no spend is counted here. */
  readonly imported?: true;
}

/** What a run has paid for so far, kept in step with the entries (same transaction). */
export interface Spend {
  readonly calls: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  readonly cost_nanousd: number;
  /** Answers whose price is unknown. */
  readonly unpriced: number;
  /** Milliseconds that jobs of local models held a GPU; absent when none did. */
  readonly gpu_ms?: number;
}

export interface LedgerCheck {
  readonly entries: number;
  /** Keys. */
  readonly corrupt: readonly string[];
}

export interface Ledger {
  /** What others write may be seen a turn of the event loop later; with `fresh` it is seen at once. */
  get(key: string, how?: { readonly fresh: boolean }): Promise<LedgerEntry | undefined>;
  /**
   * Resolves when the entry is on disk, with the entry that stands: a key that is there stays as it is, and is what
   * must be used. Writes of concurrent callers are grouped. Throws `disk-full`, `folder-not-writable`.
   */
  put(entry: LedgerEntry): Promise<LedgerEntry>;
  /** All or none; the entries that stand, in order. */
  putMany(entries: readonly LedgerEntry[]): Promise<readonly LedgerEntry[]>;
  /** Over the run, or over one of its steps; without a run, over all runs that ever paid into this ledger. */
  spend(run?: string, step?: string): Promise<Spend>;
  /** Durable when it resolves. */
  addGpuTime(spent: { readonly run: string; readonly step: string; readonly ms: number }): Promise<void>;
  count(): Promise<number>;
  /** Bytes on disk. */
  size(): Promise<number>;
  /**
   * In key order; others may write meanwhile. A damaged entry is told and left out; with nobody to tell it throws
   * `ledger-corrupt`.
   */
  scan(onCorrupt?: (key: string) => void): AsyncIterable<LedgerEntry>;
  /** Recompute every checksum; the keys of entries that do not match. `onProgress` hears how many were looked at. */
  verify(onProgress?: (entries: number) => void): Promise<LedgerCheck>;
  close(): Promise<void>;
}
