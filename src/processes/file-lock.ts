import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { LimbeckError } from '../core/errors.js';
import { errorCode, storeTrouble } from '../files/store-trouble.js';
import { isAlive, refOf, type ProcessRef } from './process-mark.js';

function holderOf(path: string): ProcessRef | 'nobody' {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as ProcessRef;
  } catch {
    return 'nobody';
  }
}

/** Take away a lock whose holder is dead. What was renamed is looked at again: it may be a newer, living one. */
function breakLock(path: string): void {
  const aside = `${path}.${randomUUID().slice(0, 8)}.stale`;
  try {
    renameSync(path, aside);
    const holder = holderOf(aside);
    if (holder !== 'nobody' && isAlive(holder)) linkSync(aside, path);
  } catch {
    // Somebody else was quicker; the caller looks again.
  }
  try {
    unlinkSync(aside);
  } catch {
    // It was never moved there.
  }
}

/**
 * Do something while no other process of this machine does. The lock is a file that names its holder, so a holder that was
 * killed blocks nobody.
 */
export async function withFileLock<T>(path: string, timeoutMs: number, work: () => Promise<T>): Promise<T> {
  const mine = `${path}.${randomUUID().slice(0, 8)}`;
  try {
    writeFileSync(mine, JSON.stringify(refOf(process.pid)), { mode: 0o600 });
  } catch (error) {
    rmSync(mine, { force: true });
    throw storeTrouble(error, mine);
  }
  const until = Date.now() + timeoutMs;
  try {
    for (;;) {
      try {
        linkSync(mine, path);
        break;
      } catch (error) {
        if (errorCode(error) !== 'EEXIST') throw error;
      }
      const holder = holderOf(path);
      if (holder !== 'nobody' && !isAlive(holder)) breakLock(path);
      else if (Date.now() > until) {
        throw new LimbeckError({
          code: 'engine-locked',
          message: `Another process${holder === 'nobody' ? '' : ` (pid ${holder.pid})`} has been starting or stopping the engine for ${timeoutMs / 1000} s.`,
          hint: `Wait for it, or end it; then try again. The lock is ${path}.`,
        });
      } else await pause(30);
    }
    return await work();
  } finally {
    unlinkSync(mine);
    const holder = holderOf(path);
    if (holder !== 'nobody' && holder.pid === process.pid) unlinkSync(path);
  }
}
