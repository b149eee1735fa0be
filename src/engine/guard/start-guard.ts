import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import type { EngineFolder } from '../engine-record.js';
import { lineReader, type GuardGreeting, type GuardSpec } from './guard-protocol.js';
import { packageRoot } from '../../project-files/package-root.js';

function guardScript(): string {
  const path = join(packageRoot(), 'dist', 'src', 'engine', 'guard', 'guard.js');
  if (existsSync(path)) return path;
  throw new LimbeckError({
    code: 'not-built',
    message: `Limbeck is not built: ${path} is missing.`,
    hint: 'Run `npm run build`.',
  });
}

/**
 * Start a guard with its server. The guard lives until `release` is called and nobody else uses it, or until this process
 * ends, whichever comes first.
 */
export async function startGuard(
  files: EngineFolder,
  server: { readonly binary: string; readonly serverVersion: string; readonly port: number },
): Promise<{ readonly release: () => void }> {
  const spec: GuardSpec = {
    ...server,
    database: files.database,
    record: files.record,
    log: files.log,
    token: randomUUID(),
  };
  const log = openSync(files.log, 'a', 0o600);
  // Its own process group: Ctrl-C in the terminal is for us, not for the engine.
  const guard = spawn(process.execPath, [guardScript()], { detached: true, stdio: ['pipe', 'pipe', log] });
  closeSync(log);
  const { stdin, stdout } = guard;
  if (!stdin || !stdout) throw engineFailed('its guard has no pipes', files.log);
  stdin.on('error', () => undefined);
  stdin.write(`${JSON.stringify(spec)}\n`);
  const greeting = await new Promise<GuardGreeting>((resolve) => {
    guard.once('error', (error) => resolve({ ready: false, because: error.message }));
    guard.once('exit', (code) => resolve({ ready: false, because: `its guard ended with code ${code}` }));
    stdout.setEncoding('utf8').on(
      'data',
      lineReader((line) => resolve(JSON.parse(line) as GuardGreeting)),
    );
  });
  if (!greeting.ready) throw engineFailed(greeting.because, files.log);
  guard.unref();
  stdout.destroy();
  if ('unref' in stdin && typeof stdin.unref === 'function') stdin.unref();
  return { release: () => stdin.end() };
}

export function engineFailed(because: string, log: string): LimbeckError {
  return new LimbeckError({
    code: 'engine-failed',
    message: `The embedded Temporal server does not run: ${because}.`,
    hint: `Its log is ${log}. When its database is damaged, move that folder away: runs, answers and artifacts are kept elsewhere, and "limbeck resume" goes on from them.`,
  });
}
