import { hostname } from 'node:os';
import { errorCode } from './store-trouble.js';

/** Names that say which process of which host something in the making belongs to. */
const here = hostname().replaceAll(/[^a-zA-Z0-9]/g, '');

/** This process's mark: host and pid. */
export function ownerMark(): string {
  return `${here}-${process.pid}`;
}

/** True when the process of the mark was on this host and is no more; of other hosts that cannot be known. */
export function isOwnerDead(mark: string): boolean {
  const [host, pid] = mark.split('-');
  return host === here && !isAlive(Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}
