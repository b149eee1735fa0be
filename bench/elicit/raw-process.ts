import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CallPace, Load } from './load.js';

const heapFlags = process.execArgv.filter((flag) => flag.startsWith('--max-semi-space-size'));

/** The raw client in a process of its own; measures one load at a time. */
export interface RawProcess {
  measure(load: Load): Promise<CallPace>;
  close(): Promise<void>;
}

export function startRawProcess(): RawProcess {
  // The heap as this process has it: what a worker is given helps the raw client as well.
  const register = join(__dirname, '../../test/support/register-ts.cjs');
  const child = spawn(process.execPath, [...heapFlags, '-r', register, join(__dirname, 'raw-calls.ts')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  return {
    async measure(load) {
      child.stdin.write(`${JSON.stringify(load)}\n`);
      const [line] = (await once(child.stdout, 'data')) as [Buffer];
      return JSON.parse(line.toString()) as CallPace;
    },
    async close() {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
