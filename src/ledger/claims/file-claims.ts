import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { newOwnedName, refOf } from '../../processes/process-mark.js';
import { ClaimLog } from './claim-log.js';
import { soleClaims, type Claims, type Taken } from './contract.js';
import { PeerLog } from './peer-log.js';
import { Presence, type PresenceTimes } from './presence.js';

export interface FileClaimsOptions {
  /** State folder of the project (`.limbeck`); claims are in `claims/` below it. */
  readonly folder: string;
  readonly times?: Partial<PresenceTimes>;
}

/**
 * Claims as lines of a log, one log for each process: nothing is locked, so whoever dies or is stopped holds up nobody.
 * A process alone writes none. To take a key: say so in the own log, then read whether another has it. Of two who
 * meet, the one with the smaller id lets its claim stand and waits, the other withdraws its own; so one of them goes first.
 */
export function openFileClaims({ folder, times }: FileClaimsOptions): Claims {
  try {
    return new FileClaims(join(folder, 'claims'), times);
  } catch {
    // A full disk, say. The others do not see this process, and answers may be bought twice.
    return soleClaims;
  }
}

const FIRST_WAIT_MS = 5;
const LONGEST_WAIT_MS = 50;

class FileClaims implements Claims {
  /** Keys taken, and whether the others can see it. */
  private readonly held = new Map<string, boolean>();
  private readonly logs = new Map<string, PeerLog>();
  private readonly presence: Presence;
  private readonly log: ClaimLog;

  constructor(folder: string, times: Partial<PresenceTimes> | undefined) {
    const id = newOwnedName(refOf(process.pid));
    this.log = new ClaimLog(join(folder, id));
    this.presence = new Presence({
      folder,
      id,
      onNewcomer: () => this.publishAll(),
      onLost: () => this.publishAll(),
      onGone: (id) => this.closeLog(id),
      ...(times ? { times } : {}),
    });
  }

  take(key: string, signal: AbortSignal): Taken | Promise<Taken> {
    if (!this.presence.isSettled) return this.takeLater(key, signal);
    if (this.presence.peers.size === 0) {
      this.held.set(key, false);
      return 'sole';
    }
    this.log.add(key);
    return this.holders(key).length === 0 ? this.hold(key) : this.waitFor(key, signal);
  }

  release(key: string): void {
    if (this.held.get(key)) this.log.remove(key);
    this.held.delete(key);
  }

  close(): void {
    for (const log of this.logs.values()) log.close();
    this.log.close();
    this.presence.close();
  }

  private async takeLater(key: string, signal: AbortSignal): Promise<Taken> {
    await this.presence.settled;
    signal.throwIfAborted();
    return this.take(key, signal);
  }

  private hold(key: string): Taken {
    this.held.set(key, true);
    return 'shared';
  }

  /** Our claim stands, and so does another's. */
  private async waitFor(key: string, signal: AbortSignal): Promise<Taken> {
    let stands = true;
    try {
      for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.5)) {
        const others = this.holders(key, { thorough: true });
        if (stands && others.length === 0) return this.hold(key);
        if (stands && others.some((id) => id < this.presence.id)) {
          this.log.remove(key);
          stands = false;
        }
        await pause(waitMs, undefined, { signal });
        if (stands || this.holders(key, { thorough: true }).length > 0) continue;
        this.log.add(key);
        stands = true;
      }
    } catch (error) {
      if (stands) this.log.remove(key);
      signal.throwIfAborted();
      throw error;
    }
  }

  /** Ids of the processes whose claim stands. */
  private holders(key: string, how?: { readonly thorough: boolean }): string[] {
    const ids: string[] = [];
    for (const { id, folder, silent } of this.presence.peers.values())
      if (!silent && this.logOf(id, folder).has(key, how)) ids.push(id);
    return ids;
  }

  private logOf(id: string, folder: string): PeerLog {
    let log = this.logs.get(id);
    if (!log) this.logs.set(id, (log = new PeerLog(folder)));
    return log;
  }

  private closeLog(id: string): void {
    this.logs.get(id)?.close();
    this.logs.delete(id);
  }

  private publishAll(): void {
    for (const key of this.held.keys()) this.held.set(key, true);
    this.log.renew(this.held.keys());
  }
}
