import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { RECORD_BYTES, claimLogIn, readRecord } from './claim-record.js';

const RECORDS_AT_ONCE = 1_000;
const buffer = Buffer.allocUnsafe(RECORDS_AT_ONCE * RECORD_BYTES);

/** What another process has claimed, read from its log: only what came since the last look. */
export class PeerLog {
  private readonly claims = new Set<string>();
  private descriptor: number | undefined;
  private at = 0;

  constructor(private readonly folder: string) {}

  /** As of now. `thorough`: the log may be gone without a last word, as on a full disk; for those who wait. */
  has(key: string, how?: { readonly thorough: boolean }): boolean {
    try {
      if (how?.thorough && this.descriptor !== undefined && fstatSync(this.descriptor).nlink === 0) this.close();
      this.readOn();
    } catch {
      // Gone with its process.
      this.close();
    }
    return this.claims.has(key);
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
    this.at = 0;
    this.claims.clear();
  }

  private readOn(): void {
    for (;;) {
      if (this.descriptor === undefined) {
        const path = claimLogIn(this.folder);
        if (!existsSync(path)) return;
        this.descriptor = openSync(path, 'r');
      }
      const read = readSync(this.descriptor, buffer, 0, buffer.length, this.at);
      const whole = read - (read % RECORD_BYTES);
      if (whole === 0) return;
      this.at += whole;
      if (this.apply(buffer.toString('latin1', 0, whole))) this.close();
    }
  }

  /** Says whether the log ends here and goes on in the next. */
  private apply(records: string): boolean {
    for (let at = 0; at < records.length; at += RECORD_BYTES) {
      const { sign, key } = readRecord(records, at);
      if (sign === '>') return true;
      if (sign === '+') this.claims.add(key);
      else this.claims.delete(key);
    }
    return false;
  }
}
