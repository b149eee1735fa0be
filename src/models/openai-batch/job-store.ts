import type { JobAmount } from '../contract.js';
import type { JobRecord } from './job-record.js';

/**
 * The batch jobs of a project over all runs and processes: what was intended, before the vendor is told, and what became of it.
 * That no request is bought twice rests on it. Adapters pass `jobStoreContract`.
 */
export interface JobStore {
  /** What other processes wrote as well; in the order they were intended. Throws `batch-record-damaged`. */
  all(): readonly JobRecord[];
  get(job: string): JobRecord | undefined;
  /** Durable when it resolves. */
  put(record: JobRecord): Promise<void>;
  /** What others wrote of it meanwhile stays; undefined when it is gone. */
  change(job: string, change: (record: JobRecord) => JobRecord): Promise<JobRecord | undefined>;
  /** With its requests. */
  remove(job: string): Promise<void>;
  /** Keep a job's requests until its batch exists; durable when it resolves. */
  putRequests(job: string, lines: string): Promise<void>;
  /** Throws when they are not there. */
  requests(job: string): Promise<Uint8Array>;
  dropRequests(job: string): void;
  /** Requests whose record was never written: what a killed process had begun. Under the lock only. */
  sweep(): void;
  /** Where a person finds a job's record: for messages. */
  describe(job: string): string;
  /** While nobody else decides which request goes into which job. */
  locked<T>(work: () => Promise<T>): Promise<T>;
  /** Undefined when somebody in this process is at it already. */
  alone<T>(job: string, work: () => Promise<T>): Promise<T | undefined>;
  /** What open jobs of a step, of a run, or of all runs may still cost: as far as this process knows. */
  held(run: string | undefined, step: string | undefined): JobAmount;
  /** What a job holds is about to be in the ledger. */
  unhold(job: string): void;
}
