import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { isAlive, refOf, waitForEnd, type ProcessRef } from '../processes/process-mark.js';
import { errorCode } from '../files/store-trouble.js';
import { writeWhole } from '../files/write-whole.js';

/** The right to write a job's checkpoints and output: the token of the newest attempt, in a file the trainer rereads. */
export interface Lease {
  readonly file: string;
  readonly token: number;
}

const CLAIM = /^claim-(\d+)\.json$/;
const HOLDER = /^trainer-(\d+)\.json$/;

interface Holder extends ProcessRef {
  readonly host: string;
}

/**
 * Take the lease of a job folder: a token above every earlier one, even when several attempts take it at once. The
 * trainer of an earlier attempt that still lives on this machine is ended; one elsewhere stops at its next write.
 * Throws `lease-lost` (transient) when another attempt was quicker.
 */
export async function takeLease(folder: string): Promise<Lease> {
  mkdirSync(folder, { recursive: true });
  const token = claimToken(folder);
  const file = join(folder, 'lease.json');
  writeJson(file, { token });
  const newest = newestClaim(folder);
  if (newest > token) {
    // A newer attempt came between: give its token back its place and stand aside.
    writeJson(file, { token: newest });
    throw new LimbeckError({
      code: 'lease-lost',
      message: `Another attempt at the job in ${folder} has taken over (token ${newest} after ${token}).`,
      hint: 'Nothing to do: the newer attempt goes on from the newest checkpoint.',
      kind: 'transient',
    });
  }
  await endFormerTrainers(folder, token);
  sweep(folder, token);
  return { file, token };
}

/** Whether no later attempt has taken the lease over. */
export function isNewest({ file, token }: Lease): boolean {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as Partial<Lease>).token === token;
  } catch {
    return false;
  }
}

/** Note which process works under the lease, so that a later attempt can end it. Its group must be its own. */
export function recordTrainer(lease: Lease, folder: string, pid: number): void {
  try {
    writeJson(join(folder, `trainer-${lease.token}.json`), { host: hostname(), ...refOf(pid) });
  } catch {
    // It has ended already; there is nothing to note.
  }
}

function claimToken(folder: string): number {
  for (let token = newestClaim(folder) + 1; ; token++) {
    try {
      writeFileSync(join(folder, `claim-${token}.json`), JSON.stringify({ host: hostname(), pid: process.pid }), {
        flag: 'wx',
        flush: true,
      });
      return token;
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw error;
    }
  }
}

function newestClaim(folder: string): number {
  const tokens = readdirSync(folder).map((name) => Number(CLAIM.exec(name)?.[1] ?? 0));
  return Math.max(0, ...tokens);
}

async function endFormerTrainers(folder: string, token: number): Promise<void> {
  for (const name of readdirSync(folder)) {
    const former = HOLDER.exec(name);
    if (!former || Number(former[1]) >= token) continue;
    const holder = readHolder(join(folder, name));
    if (!holder || holder.host !== hostname() || !isAlive(holder) || !isTrainer(holder.pid)) continue;
    // It may write nothing more anyway, so there is no save to wait for.
    killGroup(holder.pid);
    await waitForEnd(holder, 10_000);
  }
}

function readHolder(file: string): Holder | undefined {
  try {
    const value = JSON.parse(readFileSync(file, 'utf8')) as Partial<Holder>;
    return typeof value.pid === 'number' && typeof value.mark === 'string' ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

/** The start mark says it is the very process that was noted; its command line, that it is what we take it for. */
function isTrainer(pid: number): boolean {
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('limbeck_trainer');
  } catch {
    return false;
  }
}

/** KILL to a whole process group; one that is gone is fine. */
export function killGroup(leader: number): void {
  try {
    process.kill(-leader, 'SIGKILL');
  } catch (error) {
    if (errorCode(error) !== 'ESRCH') throw error;
  }
}

function sweep(folder: string, token: number): void {
  for (const name of readdirSync(folder)) {
    const number = Number((CLAIM.exec(name) ?? HOLDER.exec(name))?.[1] ?? token);
    if (number < token) rmSync(join(folder, name), { force: true });
  }
}

function writeJson(file: string, value: unknown): void {
  writeWhole(file, `${JSON.stringify(value)}\n`);
}
