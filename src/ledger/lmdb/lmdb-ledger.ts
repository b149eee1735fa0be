import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database, RootDatabase } from 'lmdb';
import { LimbeckError } from '../../core/errors.js';
import { isNearlyFull } from '../../files/free-space.js';
import { diskFull, storeTrouble } from '../../files/store-trouble.js';
import type { Ledger, LedgerCheck, LedgerEntry, Spend } from '../contract.js';
import { decodeEntry, encodeEntry, keyBytes, ledgerCorrupt } from './entry-bytes.js';
import { GroupCommit } from './group-commit.js';
import { readIntake, type Intake, type LeftFile } from './intake.js';

/**
 * The ledger in one LMDB file (`data.mdb` in the folder). Several processes may have it open. A `put` resolves after
 * the commit that holds it was flushed to disk: `overlappingSync` is off, so LMDB syncs inside the commit.
 */
/** Entries per commit at most, so that one commit does not grow without bound. */
const LARGEST_GROUP = 4096;

/** Longer than a turn of the event loop takes: whoever was away so long may have been stopped, and others gone on. */
const STOOD_STILL_MS = 100;

const noSpend: Spend = { calls: 0, prompt_tokens: 0, completion_tokens: 0, cost_nanousd: 0, unpriced: 0 };

interface Prepared {
  readonly key: Buffer;
  readonly bytes: Buffer;
  readonly entry: LedgerEntry;
}

export interface LmdbLedgerParts {
  readonly folder: string;
  readonly root: RootDatabase;
  readonly answers: Database<Buffer, Uint8Array>;
  readonly spends: Database<Spend, string>;
  readonly intake: Intake;
}

export class LmdbLedger implements Ledger {
  private readonly writes = new GroupCommit<readonly Prepared[], readonly LedgerEntry[]>(
    (groups) => this.commit(groups),
    LARGEST_GROUP,
  );

  private takingIn: Promise<boolean> | undefined;
  private lookedAt = Number.NEGATIVE_INFINITY;

  private readonly folder: string;
  private readonly root: RootDatabase;
  private readonly answers: Database<Buffer, Uint8Array>;
  private readonly spends: Database<Spend, string>;
  private readonly intake: Intake;

  constructor({ folder, root, answers, spends, intake }: LmdbLedgerParts) {
    this.folder = folder;
    this.root = root;
    this.answers = answers;
    this.spends = spends;
    this.intake = intake;
  }

  async get(key: string, how?: { readonly fresh: boolean }): Promise<LedgerEntry | undefined> {
    const id = keyBytes(key);
    // One view of the file serves a whole turn of the event loop, but not one in which this process stood still.
    const now = performance.now();
    if (how?.fresh || now - this.lookedAt > STOOD_STILL_MS) this.root.resetReadTxn();
    this.lookedAt = now;
    let bytes = this.answers.get(id);
    if (bytes === undefined && (await this.takeIn())) {
      this.root.resetReadTxn();
      bytes = this.answers.get(id);
    }
    return bytes === undefined ? undefined : this.decode(id, bytes);
  }

  async put(entry: LedgerEntry): Promise<LedgerEntry> {
    const prepared = prepare(entry);
    const settle = this.intake.receive(prepared);
    const [standing] = await this.writes.add([prepared]);
    settle();
    return standing!;
  }

  async putMany(entries: readonly LedgerEntry[]): Promise<readonly LedgerEntry[]> {
    return entries.length === 0 ? [] : this.writes.add(entries.map(prepare));
  }

  async spend(run?: string, step?: string): Promise<Spend> {
    if (run === undefined) return this.spends.get(ALL_RUNS) ?? this.sumOfRuns();
    return this.spends.get(spendKey(run, step)) ?? noSpend;
  }

  async addGpuTime({
    run,
    step,
    ms,
  }: {
    readonly run: string;
    readonly step: string;
    readonly ms: number;
  }): Promise<void> {
    const spend = { ...noSpend, gpu_ms: ms };
    try {
      await this.root.childTransaction(() => this.addSpends(new Map(spenders(run, step).map((key) => [key, spend]))));
    } catch (error) {
      throw await this.trouble(error);
    }
  }

  async count(): Promise<number> {
    return (this.answers.getStats() as { entryCount: number }).entryCount;
  }

  async size(): Promise<number> {
    return (await stat(join(this.folder, 'data.mdb'))).size;
  }

  async *scan(onCorrupt?: (key: string) => void): AsyncIterable<LedgerEntry> {
    let entries = 0;
    for (const { key, value } of this.answers.getRange()) {
      const id = Buffer.from(key);
      const entry = onCorrupt ? decodeEntry(id, value) : this.decode(id, value);
      if (entry) yield entry;
      else onCorrupt?.(id.toString('hex'));
      if (++entries % 1000 === 0) await new Promise(setImmediate);
    }
  }

  async verify(onProgress?: (entries: number) => void): Promise<LedgerCheck> {
    const corrupt: string[] = [];
    let entries = 0;
    for (const { key, value } of this.answers.getRange()) {
      entries++;
      if (decodeEntry(key, value) === undefined) corrupt.push(Buffer.from(key).toString('hex'));
      if (entries % 1000 === 0) {
        onProgress?.(entries);
        await new Promise(setImmediate);
      }
    }
    return { entries, corrupt };
  }

  /** Puts what killed processes had received, when it is time to look for it; says whether there was anything. */
  takeIn(): Promise<boolean> | false {
    const left = this.takingIn ? [] : this.intake.leftBehind();
    if (left.length > 0)
      this.takingIn = this.takeInAll(left).finally(() => {
        this.takingIn = undefined;
      });
    return this.takingIn ?? false;
  }

  private async takeInAll(files: readonly LeftFile[]): Promise<boolean> {
    for (const { path, isOwned } of files) {
      try {
        const entries = readIntake(path).flatMap(({ key, bytes }) => decodeEntry(key, bytes) ?? []);
        await this.putMany(entries);
        if (!isOwned) await rm(path, { force: true });
      } catch {
        // Another process may have been quicker; else the next look finds it again, and until then its answers are bought.
      }
    }
    return true;
  }

  async close(): Promise<void> {
    await this.takingIn;
    await this.writes.idle();
    this.intake.close();
    await this.root.close();
  }

  private decode(key: Buffer, bytes: Buffer): LedgerEntry {
    const entry = decodeEntry(key, bytes);
    if (entry === undefined) throw ledgerCorrupt(this.folder, key.toString('hex'));
    return entry;
  }

  private async commit(groups: readonly (readonly Prepared[])[]): Promise<readonly (readonly LedgerEntry[])[]> {
    try {
      // A child transaction is undone whole when anything in it throws; a plain one would keep what came before.
      return await this.root.childTransaction(() => {
        const added = new Map<string, Spend>();
        const standing = groups.map((group) => group.map((item) => this.write(item, added)));
        this.addSpends(added);
        return standing;
      });
    } catch (error) {
      throw await this.trouble(error);
    }
  }

  /** Inside the transaction. Gives the entry that stands; counts spend only for a new one. */
  private write({ key, bytes, entry }: Prepared, added: Map<string, Spend>): LedgerEntry {
    const old = this.answers.get(key);
    const standing = old && decodeEntry(key, old);
    if (standing) return standing;
    void this.answers.put(key, bytes);
    if (!entry.unpaid && !entry.imported) {
      for (const spender of spenders(entry.run, entry.step))
        added.set(spender, sum(added.get(spender) ?? noSpend, spendOf(entry)));
    }
    return entry;
  }

  /** Inside a transaction. */
  private addSpends(added: ReadonlyMap<string, Spend>): void {
    for (const [key, spend] of added) {
      const before = this.spends.get(key) ?? (key === ALL_RUNS ? this.sumOfRuns() : noSpend);
      void this.spends.put(key, sum(before, spend));
    }
  }

  /** For a ledger from before the sum over all runs was kept. */
  private sumOfRuns(): Spend {
    let all = noSpend;
    for (const { key, value } of this.spends.getRange())
      if (key !== ALL_RUNS && !key.includes('\n')) all = sum(all, value);
    return all;
  }

  private async trouble(error: unknown): Promise<unknown> {
    const cause = await commitCause(error);
    const known = storeTrouble(cause, this.folder);
    if (known !== cause) return known;
    // LMDB reports a short write as an input/output error.
    if (isNearlyFull(this.folder) || /MDB_MAP_FULL|No space left/.test(String(cause)))
      return diskFull(this.folder, cause);
    return new LimbeckError({
      code: 'ledger-write-failed',
      message: `The ledger ${this.folder} could not be written: ${String(cause)}`,
      hint: 'Check the disk; nothing that was acknowledged is lost.',
      cause,
    });
  }
}

/** lmdb rejects with "Commit failed" and keeps the reason in a promise of its own, which must be awaited. */
async function commitCause(error: unknown): Promise<unknown> {
  if (!(error instanceof Error) || !('commitError' in error)) return error;
  return Promise.resolve(error.commitError).then(
    () => error,
    (reason: unknown) => reason,
  );
}

function prepare(entry: LedgerEntry): Prepared {
  const key = keyBytes(entry.key);
  return { key, bytes: encodeEntry(key, entry), entry };
}

/** No run can have this name. */
const ALL_RUNS = '*';
const spenders = (run: string, step: string): string[] => [ALL_RUNS, spendKey(run), spendKey(run, step)];
const spendKey = (run: string, step?: string): string => (step === undefined ? run : `${run}\n${step}`);

function spendOf({ answer: { usage }, cost_nanousd: cost }: LedgerEntry): Spend {
  return {
    calls: 1,
    prompt_tokens: usage.prompt_tokens,
    completion_tokens: usage.completion_tokens,
    cost_nanousd: cost ?? 0,
    unpriced: cost === undefined ? 1 : 0,
  };
}

function sum(a: Spend, b: Spend): Spend {
  return {
    calls: a.calls + b.calls,
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    cost_nanousd: a.cost_nanousd + b.cost_nanousd,
    unpriced: a.unpriced + b.unpriced,
    ...(a.gpu_ms === undefined && b.gpu_ms === undefined ? {} : { gpu_ms: (a.gpu_ms ?? 0) + (b.gpu_ms ?? 0) }),
  };
}
