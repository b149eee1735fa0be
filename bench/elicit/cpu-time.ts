import { processCpu } from '../support/process-cpu.js';

/** Processor time so far in microseconds: the whole process's, and that of its JavaScript thread where the system tells. */
export interface CpuTime {
  readonly all: number;
  readonly thread: number;
}

export function cpuTime(): CpuTime {
  const { user, system } = process.cpuUsage();
  const isTold = process.platform === 'linux';
  return { all: user + system, thread: isTold ? processCpu(`self/task/${process.pid}`) : Number.NaN };
}
