import { readFileSync } from 'node:fs';

/** Processor time so far in microseconds: the whole process's, and that of its JavaScript thread where the system tells. */
export interface CpuTime {
  readonly all: number;
  readonly thread: number;
}

/** Clock ticks in /proc: 100 a second on every Linux that Node runs on. */
const TICK_US = 10_000;

export function cpuTime(): CpuTime {
  const { user, system } = process.cpuUsage();
  const all = user + system;
  if (process.platform !== 'linux') return { all, thread: Number.NaN };
  const stat = readFileSync(`/proc/self/task/${process.pid}/stat`, 'utf8');
  // The name in parentheses may hold anything: fields are counted after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { all, thread: (Number(fields[11]) + Number(fields[12])) * TICK_US };
}
