import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { claimLogIn, claimed, leftOff, moved } from './claim-record.js';

/** A log of this size is begun anew with what stands. */
const LARGEST_LOG = 1 << 20;

/**
 * What this process has claimed, for the others to read: one file to which records are appended. Nothing is flushed. A
 * claim is there when `add` returns; what is left off is written with the next claim, or when the event loop turns.
 */
export class ClaimLog {
  private readonly standing = new Set<string>();
  private descriptor: number | undefined;
  private size = 0;
  private unwritten = '';

  constructor(private readonly folder: string) {}

  add(key: string): void {
    this.standing.add(key);
    this.write(claimed(key));
  }

  remove(key: string): void {
    if (!this.standing.delete(key)) return;
    if (this.unwritten === '') setImmediate(() => this.write(''));
    this.unwritten += leftOff(key);
  }

  /** Begin anew: in a folder that was lost, or with keys claimed before anybody was there to read. */
  renew(keys: Iterable<string>): void {
    for (const key of keys) this.standing.add(key);
    this.begin();
  }

  close(): void {
    this.unwritten = '';
    this.standing.clear();
    this.giveUp();
  }

  private write(records: string): void {
    const all = this.unwritten + records;
    if (all === '') return;
    this.unwritten = '';
    if (this.descriptor === undefined || this.size >= LARGEST_LOG) {
      // What stands is all there is to say.
      if (this.standing.size > 0) this.begin();
      return;
    }
    try {
      this.append(this.descriptor, all);
    } catch {
      this.giveUp();
    }
  }

  /** Readers of the log before come to this one by its last record. */
  private begin(): void {
    this.unwritten = '';
    const before = this.descriptor;
    const next = join(this.folder, 'next');
    this.descriptor = undefined;
    this.size = 0;
    try {
      this.descriptor = openSync(next, 'w', 0o600);
      this.append(this.descriptor, [...this.standing].map(claimed).join(''));
      renameSync(next, claimLogIn(this.folder));
    } catch {
      this.giveUp();
    }
    if (before === undefined) return;
    try {
      writeSync(before, moved, null, 'latin1');
      closeSync(before);
    } catch {
      // Who waits for a claim in it sees that it is gone.
    }
  }

  private append(descriptor: number, records: string): void {
    if (records === '') return;
    // Behind a record that is not whole nothing can be read.
    if (writeSync(descriptor, records, null, 'latin1') < records.length) throw new Error('The disk took a part.');
    this.size += records.length;
  }

  /** A full disk, say: the others do not see the claims, and answers may be bought twice; but nobody waits for them. */
  private giveUp(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
    try {
      rmSync(claimLogIn(this.folder), { force: true });
    } catch {
      // The folder is not ours.
    }
  }
}
