import { procStat } from '../../src/processes/proc-stat.js';

/** Clock ticks in /proc: 100 a second on every Linux that Node runs on. */
const TICK_US = 10_000;

/** Processor time so far in microseconds: of a process with all of its threads, or of one thread ("self/task/TID"). Linux. */
export function processCpu(process: number | string): number {
  const fields = procStat(process);
  return (Number(fields[11]) + Number(fields[12])) * TICK_US;
}
