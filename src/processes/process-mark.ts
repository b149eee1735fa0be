import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { errorCode } from '../files/store-trouble.js';
import { procStat } from './proc-stat.js';

/**
 * What tells a process from a later one with the same pid: its start, as the system knows it. Undefined when no such
 * process lives (a zombie counts as dead). Without it a stale file could make us signal a stranger.
 */
export function processMark(pid: number): string | undefined {
  if (process.platform === 'linux') {
    try {
      const fields = procStat(pid);
      if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
      const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim().slice(0, 8);
      return `${boot}-${fields[19]}`;
    } catch {
      return undefined;
    }
  }
  try {
    const started = execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
    return started === '' ? undefined : started;
  } catch {
    return undefined;
  }
}

export interface ProcessRef {
  readonly pid: number;
  readonly mark: string;
}

export function refOf(pid: number): ProcessRef {
  const mark = processMark(pid);
  if (mark === undefined) throw new Error(`Process ${pid} has already ended.`);
  return { pid, mark };
}

/** A file or folder name that says whose it is, never given twice: for what must be told from that of a dead process. */
export function newOwnedName({ pid, mark }: ProcessRef): string {
  return `${pid}_${encodeURIComponent(mark)}_${randomBytes(4).toString('hex')}`;
}

/** Whose it is; undefined for a name of another form. */
export function ownerOfName(name: string): ProcessRef | undefined {
  const [, pid, mark] = OWNED_NAME.exec(name) ?? [];
  return pid === undefined || mark === undefined ? undefined : { pid: Number(pid), mark: decodeURIComponent(mark) };
}

const OWNED_NAME = /^(\d+)_([^_]+)_[0-9a-f]{8}$/;

export function isAlive(ref: ProcessRef): boolean {
  return processMark(ref.pid) === ref.mark;
}

/** Wait until the process is gone; false when it still lives after `timeoutMs`. */
export async function waitForEnd(ref: ProcessRef, timeoutMs: number): Promise<boolean> {
  const until = Date.now() + timeoutMs;
  while (isAlive(ref)) {
    if (Date.now() >= until) return false;
    await pause(25);
  }
  return true;
}

/** TERM, wait, KILL: only while the pid is still the process we knew. Resolves when it is gone. */
export async function endProcess(ref: ProcessRef, graceMs: number): Promise<void> {
  if (!isAlive(ref)) return;
  try {
    process.kill(ref.pid, 'SIGTERM');
    if (await waitForEnd(ref, graceMs)) return;
    if (isAlive(ref)) process.kill(ref.pid, 'SIGKILL');
    await waitForEnd(ref, 10_000);
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}
