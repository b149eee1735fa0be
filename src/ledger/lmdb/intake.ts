import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive, newOwnedName, ownerOfName, refOf, type ProcessRef } from '../../processes/process-mark.js';

/**
 * Answers received and not yet on disk, in a file that outlives this process, though perhaps not the machine: nothing here
 * is flushed. What a killed process left is taken into the ledger by whoever looks next. It saves money and guards
 * nothing: what is used waits for the ledger's own commit, and whatever goes wrong here ends in asking again.
 */
export interface Received {
  readonly key: Buffer;
  /** The entry as the ledger keeps it, with its own checksum. */
  readonly bytes: Buffer;
}

interface IntakeFile {
  readonly path: string;
  readonly descriptor: number;
  size: number;
  /** Answers in it that are not yet on disk. */
  pending: number;
}

export interface LeftFile {
  readonly path: string;
  /** Its process lives and removes it itself. */
  readonly isOwned: boolean;
}

/** Says that an answer is on disk. */
export type Settle = () => void;

/** A file of this size gets no more answers, and goes when all of its answers are on disk. */
const LARGEST_FILE = 1 << 20;
const LOOK_EVERY_MS = 1_000;
/** Much longer than a commit takes: who wrote nothing for so long may be stopped. */
const QUIET_MS = 2_000;
const LENGTH_BYTES = 4;
const KEY_BYTES = 32;

export class Intake {
  private current: IntakeFile | undefined;
  private readonly files = new Set<IntakeFile>();
  private lookedAt = Number.NEGATIVE_INFINITY;
  /** Sizes at which files of living processes were read. */
  private readonly seen = new Map<string, number>();

  constructor(
    private readonly folder: string,
    private readonly owner: ProcessRef = refOf(process.pid),
  ) {}

  /** Write an answer down, before anything else is done with it. */
  receive({ key, bytes }: Received): Settle {
    try {
      const file = this.fileWithRoom();
      const frame = Buffer.allocUnsafe(LENGTH_BYTES + KEY_BYTES + bytes.length);
      frame.writeUInt32LE(bytes.length);
      key.copy(frame, LENGTH_BYTES);
      bytes.copy(frame, LENGTH_BYTES + KEY_BYTES);
      file.pending++;
      file.size += frame.length;
      // Nothing can be found behind a frame that is not whole.
      if (writeSync(file.descriptor, frame) < frame.length) file.size = LARGEST_FILE;
      return () => this.settle(file);
    } catch {
      return () => undefined;
    }
  }

  /** Files of dead processes, and of living ones that stand still or have nothing to do; once a second at most. */
  leftBehind(): readonly LeftFile[] {
    const now = performance.now();
    if (now - this.lookedAt < LOOK_EVERY_MS) return [];
    this.lookedAt = now;
    try {
      const names = readdirSync(this.folder);
      const paths = new Set(names.map((name) => join(this.folder, name)));
      for (const path of this.seen.keys()) if (!paths.has(path)) this.seen.delete(path);
      return names.flatMap((name) => this.leftFile(name));
    } catch {
      return [];
    }
  }

  /** Of a living process: read once for each size that it comes to rest at, and left to its owner. */
  private leftFile(name: string): LeftFile[] {
    const path = join(this.folder, name);
    const owner = ownerOfName(name);
    if (!owner) return [];
    if (!isAlive(owner)) return [{ path, isOwned: false }];
    if (owner.pid === this.owner.pid) return [];
    const { size, mtimeMs } = statSync(path);
    if (size === this.seen.get(path) || Date.now() - mtimeMs < QUIET_MS) return [];
    this.seen.set(path, size);
    return [{ path, isOwned: true }];
  }

  /** A file whose answers did not all reach the disk stays for the next to open the ledger. */
  close(): void {
    for (const file of this.files) {
      closeSync(file.descriptor);
      if (file.pending === 0) rmSync(file.path, { force: true });
    }
    this.files.clear();
    this.current = undefined;
  }

  private fileWithRoom(): IntakeFile {
    if (this.current && this.current.size < LARGEST_FILE) return this.current;
    mkdirSync(this.folder, { recursive: true });
    const path = join(this.folder, newOwnedName(this.owner));
    const full = this.current;
    this.current = { path, descriptor: openSync(path, 'ax', 0o600), size: 0, pending: 0 };
    this.files.add(this.current);
    if (full) this.removeIfSettled(full);
    return this.current;
  }

  private settle(file: IntakeFile): void {
    file.pending--;
    this.removeIfSettled(file);
  }

  private removeIfSettled(file: IntakeFile): void {
    if (file === this.current || file.pending > 0 || !this.files.delete(file)) return;
    closeSync(file.descriptor);
    rmSync(file.path, { force: true });
  }
}

/** The answers in a file; a last one that is not whole is left out. */
export function readIntake(path: string): Received[] {
  const all = readFileSync(path);
  const received: Received[] = [];
  for (let at = 0; at + LENGTH_BYTES <= all.length;) {
    const start = at + LENGTH_BYTES + KEY_BYTES;
    const end = start + all.readUInt32LE(at);
    if (end > all.length) break;
    received.push({ key: all.subarray(at + LENGTH_BYTES, start), bytes: all.subarray(start, end) });
    at = end;
  }
  return received;
}
