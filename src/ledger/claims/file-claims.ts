import { existsSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { soleClaims, type Claims, type Taken } from './contract.js';
import { Presence, type PresenceTimes } from './presence.js';

export interface FileClaimsOptions {
  /** State folder of the project (`.limbeck`); claims are in `claims/` below it. */
  readonly folder: string;
  readonly times?: Partial<PresenceTimes>;
}

/**
 * Claims as empty files, in each process's own folder: nothing is locked, so whoever dies or is stopped holds up
 * nobody. A process alone writes none. To take a key: put the file there, then look whether another has it. Of two who
 * meet, the one with the smaller id leaves its file and waits, the other takes its own away; so one of them goes first.
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
  /** Keys taken, and whether their file is there. */
  private readonly held = new Map<string, boolean>();
  private readonly presence: Presence;

  constructor(folder: string, times: Partial<PresenceTimes> | undefined) {
    this.presence = new Presence({
      folder,
      onNewcomer: () => this.publishAll(),
      onLost: () => this.publishAll(),
      ...(times ? { times } : {}),
    });
  }

  take(key: string, signal: AbortSignal): Taken | Promise<Taken> {
    if (!this.presence.isSettled) return this.takeLater(key, signal);
    if (this.presence.peers.size === 0) {
      this.held.set(key, false);
      return 'sole';
    }
    this.publish(key);
    return this.holders(key).length === 0 ? this.hold(key) : this.waitFor(key, signal);
  }

  release(key: string): void {
    if (this.held.get(key)) this.withdraw(key);
    this.held.delete(key);
  }

  close(): void {
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

  /** Our file is there, and so is another's. */
  private async waitFor(key: string, signal: AbortSignal): Promise<Taken> {
    let stands = true;
    try {
      for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.5)) {
        const others = this.holders(key);
        if (stands && others.length === 0) return this.hold(key);
        if (stands && others.some((id) => id < this.presence.id)) {
          this.withdraw(key);
          stands = false;
        }
        await pause(waitMs, undefined, { signal });
        if (stands || this.holders(key).length > 0) continue;
        this.publish(key);
        stands = true;
      }
    } catch (error) {
      if (stands) this.withdraw(key);
      signal.throwIfAborted();
      throw error;
    }
  }

  /** Ids of the processes whose file is there. */
  private holders(key: string): string[] {
    const ids: string[] = [];
    for (const { id, folder, silent } of this.presence.peers.values())
      if (!silent && existsSync(join(folder, key))) ids.push(id);
    return ids;
  }

  private publishAll(): void {
    for (const key of this.held.keys()) {
      this.publish(key);
      this.held.set(key, true);
    }
  }

  private publish(key: string): void {
    try {
      writeFileSync(join(this.presence.folder, key), '');
    } catch {
      // A full disk, say: the others do not see it, and the answer may be bought twice.
    }
  }

  private withdraw(key: string): void {
    try {
      unlinkSync(join(this.presence.folder, key));
    } catch {
      // It could not be put there.
    }
  }
}
