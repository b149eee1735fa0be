import { readFileSync, readdirSync } from 'node:fs';
import { procStat } from '../../src/processes/proc-stat.js';

/** The processes below one of ours, read from /proc, so that a test ends exactly what it started. */
export interface ProcessInfo {
  readonly pid: number;
  readonly parent: number;
  readonly command: string;
}

function readProcess(pid: number): ProcessInfo | undefined {
  try {
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    const fields = procStat(pid);
    return fields[0] === 'Z' ? undefined : { pid, parent: Number(fields[1]), command };
  } catch {
    return undefined;
  }
}

export function descendantsOf(root: number): ProcessInfo[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => readProcess(Number(name)) ?? []);
  const found: ProcessInfo[] = [];
  const queue = [root];
  for (let parent = queue.shift(); parent !== undefined; parent = queue.shift()) {
    for (const child of all.filter((info) => info.parent === parent)) {
      found.push(child);
      queue.push(child.pid);
    }
  }
  return found;
}

export function isAlive(pid: number): boolean {
  return readProcess(pid) !== undefined;
}

/** The one descendant whose command line matches. */
export function descendant(root: number, command: RegExp): ProcessInfo {
  const found = descendantsOf(root).find((info) => command.test(info.command));
  if (found) return found;
  const known = descendantsOf(root).map((info) => `${info.pid} ${info.command}`);
  throw new Error(`No process below ${root} matches ${String(command)}. There are:\n${known.join('\n')}`);
}
