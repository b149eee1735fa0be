import { existsSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { withFileLock } from '../../processes/file-lock.js';
import { syncFolder, writeFileDurably } from '../../files/durable-file.js';
import { makeFolder } from '../../files/make-folder.js';
import { sealJson, unsealJson } from '../../files/sealed-json.js';
import { errorCode, storeTrouble } from '../../files/store-trouble.js';
import type { JobAmount } from '../contract.js';
import type { JobRecord } from './job-record.js';
import type { JobStore } from './job-store.js';

const LOCK_MS = 60_000;
const nothing: JobAmount = { calls: 0, tokens: 0, nanousd: 0 };

interface Known {
  readonly stamp: string;
  readonly record: JobRecord;
}

export const DAMAGED_RECORD_HINT =
  'It says which batch at the vendor holds answers of a run. Look there for one of its time; remove the file, and its rows are asked and paid again.';

/** Where the records lie in a project's state. */
export function batchesFolder({ folder }: { readonly folder: string }): string {
  return join(folder, 'batches');
}

/**
 * The jobs of a project, a file each, over all runs and processes of this machine. One that has ended and left nothing to
 * remember has no file. The folder appears with the first job.
 */
export class JobRecords implements JobStore {
  private readonly known = new Map<string, Known>();
  /** Jobs that this process is at work on: nobody else in it touches them. */
  private readonly busy = new Set<string>();
  private inTurn: Promise<unknown> = Promise.resolve();

  private readonly folder: string;

  /** `folder`: the project's state. */
  constructor({ folder }: { readonly folder: string }) {
    this.folder = batchesFolder({ folder });
  }

  /** Reads what other processes wrote; records in the order they were intended. */
  all(): readonly JobRecord[] {
    const names = existsSync(this.folder) ? readdirSync(this.folder).filter((name) => name.endsWith('.json')) : [];
    const jobs = new Set(names.map((name) => name.slice(0, -'.json'.length)));
    for (const job of this.known.keys()) if (!jobs.has(job)) this.known.delete(job);
    for (const job of jobs) this.read(job);
    return [...this.known.values()].map(({ record }) => record).toSorted((a, b) => a.at_ms - b.at_ms);
  }

  get(job: string): JobRecord | undefined {
    return this.read(job);
  }

  /** Resolves when it is on disk. */
  async put(record: JobRecord): Promise<void> {
    makeFolder(this.folder);
    const path = this.fileOf(record.job);
    try {
      await writeFileDurably(path, sealJson(record));
    } catch (error) {
      throw storeTrouble(error, path);
    }
    this.known.set(record.job, { stamp: stampOf(path) ?? '', record });
  }

  /** What others wrote of it meanwhile stays; undefined when it is gone. */
  change(job: string, change: (record: JobRecord) => JobRecord): Promise<JobRecord | undefined> {
    return this.locked(async () => {
      const record = this.get(job);
      if (!record) return undefined;
      const changed = change(record);
      await this.put(changed);
      return changed;
    });
  }

  async remove(job: string): Promise<void> {
    for (const path of [this.fileOf(job), this.requestsOf(job)]) rmSync(path, { force: true });
    this.known.delete(job);
    if (existsSync(this.folder)) await syncFolder(this.folder);
  }

  /** Where a job's requests lie until its batch exists. */
  private requestsOf(job: string): string {
    return join(this.folder, `${job}.requests`);
  }

  async putRequests(job: string, lines: string): Promise<void> {
    makeFolder(this.folder);
    try {
      await writeFileDurably(this.requestsOf(job), lines);
    } catch (error) {
      throw storeTrouble(error, this.requestsOf(job));
    }
  }

  requests(job: string): Promise<Uint8Array> {
    return readFile(this.requestsOf(job));
  }

  dropRequests(job: string): void {
    rmSync(this.requestsOf(job), { force: true });
  }

  /** Files of requests whose record was never written: what a killed process had begun. Under the lock only. */
  sweep(): void {
    for (const name of readdirSync(this.folder)) {
      const job = name.slice(0, -'.requests'.length);
      if (name.endsWith('.requests') && !existsSync(this.fileOf(job))) this.dropRequests(job);
    }
  }

  describe(job: string): string {
    return this.fileOf(job);
  }

  private fileOf(job: string): string {
    return join(this.folder, `${job}.json`);
  }

  /** While nobody else on this machine decides which request goes into which job. */
  async locked<T>(work: () => Promise<T>): Promise<T> {
    const before = this.inTurn;
    const turn = (async () => {
      await before.catch(() => undefined);
      makeFolder(this.folder);
      return withFileLock(join(this.folder, 'lock'), LOCK_MS, work);
    })();
    this.inTurn = turn.catch(() => undefined);
    return turn;
  }

  /** Undefined when somebody in this process is at it already. */
  async alone<T>(job: string, work: () => Promise<T>): Promise<T | undefined> {
    if (this.busy.has(job)) return undefined;
    this.busy.add(job);
    try {
      return await work();
    } finally {
      this.busy.delete(job);
    }
  }

  /** What open jobs of a step, of a run, or of all runs may still cost: as far as this process knows. */
  held(run: string | undefined, step: string | undefined): JobAmount {
    let sum = nothing;
    for (const { record } of this.known.values()) {
      const { runs, holds, state } = record;
      if (state.is === 'ended' || runs.length === 0) continue;
      if ((run !== undefined && runs[0] !== run) || (step !== undefined && record.step !== step)) continue;
      sum = {
        calls: sum.calls + holds.calls,
        tokens: sum.tokens + holds.tokens,
        nanousd: sum.nanousd + holds.nanousd,
      };
    }
    return sum;
  }

  /** What a job holds is about to be in the ledger. */
  unhold(job: string): void {
    const known = this.known.get(job);
    if (known) this.known.set(job, { ...known, record: { ...known.record, holds: nothing } });
  }

  private read(job: string): JobRecord | undefined {
    const path = this.fileOf(job);
    const stamp = stampOf(path);
    if (stamp === undefined) {
      this.known.delete(job);
      return undefined;
    }
    const known = this.known.get(job);
    if (known?.stamp === stamp) return known.record;
    const record = parse(path);
    if (record) this.known.set(job, { stamp, record });
    return record;
  }
}

function stampOf(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false, bigint: true });
  return found && `${found.ino}-${found.mtimeNs}-${found.size}`;
}

function parse(path: string): JobRecord | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw storeTrouble(error, path);
  }
  const record = unsealJson(text, { required: true });
  if (record !== undefined) return record as JobRecord;
  throw new LimbeckError({
    code: 'batch-record-damaged',
    message: `The record of a batch, ${path}, is damaged.`,
    hint: DAMAGED_RECORD_HINT,
  });
}
