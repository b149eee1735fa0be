import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface EchoProcess {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/** Starts the echo teacher in a process of its own, so that it does not share the caller's thread. */
export async function startEchoProcess(latencyMs: number): Promise<EchoProcess> {
  const register = join(__dirname, '../../test/support/register-ts.cjs');
  const child = spawn(process.execPath, ['-r', register, join(__dirname, 'serve-echo.ts'), String(latencyMs)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return {
    baseUrl: line.toString().trim(),
    close: async () => {
      child.stdin.end();
      await once(child, 'exit');
    },
  };
}
