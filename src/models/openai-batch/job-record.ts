import type { ProcessRef } from '../../processes/process-mark.js';
import type { JobAmount } from '../contract.js';

/** Where a job's batch is, enough to reach it without the plan. */
export interface JobEndpoint {
  /** As the recipe names the model. */
  readonly name: string;
  readonly base_url: string;
  readonly model: string;
  readonly api_key?: { readonly env: string };
}

/**
 * One batch at a vendor's, from before it exists there until all it gave is in the ledger. Written whole before each step
 * that cannot be taken back, so that whoever comes after a crash knows what may have been created.
 */
export interface JobRecord {
  /** Its file's name; random. */
  readonly job: string;
  readonly endpoint: JobEndpoint;
  /** Who waits for it; the first pays. */
  readonly runs: readonly string[];
  readonly step: string;
  /** Response keys of its requests. When ended: of those that came to nothing. */
  readonly keys: readonly string[];
  /** Batches these keys were in before this one. */
  readonly tries: number;
  /** What it may cost: counted against the budgets while it is open. */
  readonly holds: JobAmount;
  /** When it was intended, milliseconds since 1970. */
  readonly at_ms: number;
  readonly state: JobState;
  /** Why some of it failed for good, by key. */
  readonly failures?: Readonly<Record<string, JobFailure>>;
}

export interface JobFailure {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
}

/** `owner`: the process that is at it now; while that lives nobody else touches it. */
export type JobState =
  /** Its file may or may not be at the vendor's. */
  | { readonly is: 'intended'; readonly owner?: ProcessRef }
  /** Its file is there, and no batch of this mark was ever asked for. */
  | { readonly is: 'uploaded'; readonly owner?: ProcessRef; readonly file: string; readonly not_before_ms?: number }
  /** A batch was asked for; it may exist. The mark stands in its metadata. */
  | { readonly is: 'creating'; readonly owner?: ProcessRef; readonly file: string; readonly mark: string }
  | { readonly is: 'open'; readonly batch: string; readonly file: string; readonly since_ms: number }
  | { readonly is: 'ended' };

/** A job in one of its states. */
export type JobIn<Name extends JobState['is']> = JobRecord & { readonly state: Extract<JobState, { is: Name }> };

export function isIn<Name extends JobState['is']>(job: JobRecord, ...names: Name[]): job is JobIn<Name> {
  return names.some((name) => name === job.state.is);
}
