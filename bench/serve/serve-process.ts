import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `limbeck serve` in a process of its own, as a user runs it. */
export interface ServeProcess {
  /** Base URL, up to and with /v1. */
  readonly url: string;
  /** Processor time it has taken so far; Linux only. */
  cpuSeconds(): number;
  stop(): Promise<void>;
}

export async function startServe(folder: string, concurrent: number): Promise<ServeProcess> {
  const bin = join(__dirname, '..', '..', 'bin', 'limbeck.js');
  const args = [
    'serve',
    folder,
    '--name',
    'student',
    '--port',
    '0',
    '--threads',
    '1',
    '--max-concurrent',
    String(concurrent),
  ];
  const child = spawn(process.execPath, [bin, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (part: Buffer) => {
      text += part.toString();
      const found = /http:\S+\/v1/.exec(text);
      if (found) resolve(found[0]);
    });
    void exited.then(() => reject(new Error('limbeck serve ended.')));
  });
  return {
    url,
    cpuSeconds() {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
      return (Number(fields[11]) + Number(fields[12])) / 100;
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
