import { isIn, type JobFailure, type JobRecord } from './job-record.js';

/** Where requests stand, by what the records of all jobs say. */
export interface FoundInJobs {
  /** Jobs that hold some of them and are not ended. */
  readonly jobs: ReadonlySet<string>;
  /** What was said of those that failed for good. */
  readonly failures: ReadonlyMap<string, JobFailure>;
  /** In no job now: how many batches each was in. */
  readonly free: ReadonlyMap<string, number>;
}

export function findInJobs(records: readonly JobRecord[], keys: readonly string[]): FoundInJobs {
  const free = new Map(keys.map((key) => [key, 0]));
  const jobs = new Set<string>();
  const failures = new Map<string, JobFailure>();
  // Ended ones first: a key that failed once and was asked again is in a newer job.
  for (const record of records.filter((each) => isIn(each, 'ended'))) {
    for (const key of record.keys) if (free.has(key)) free.set(key, Math.max(free.get(key)!, record.tries));
    for (const [key, failure] of Object.entries(record.failures ?? {})) if (free.has(key)) failures.set(key, failure);
  }
  for (const key of failures.keys()) free.delete(key);
  for (const record of records.filter((each) => !isIn(each, 'ended')))
    for (const key of record.keys) if (free.delete(key) || failures.delete(key)) jobs.add(record.job);
  return { jobs, failures, free };
}
