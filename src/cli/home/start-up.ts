import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { lineReader } from '../../engine/guard/guard-protocol.js';
import { makeFolder } from '../../files/make-folder.js';
import { packageRoot } from '../../project-files/package-root.js';
import { findUp } from './up-record.js';

export interface StartUpInput {
  readonly projectFolder: string;
  readonly state: string;
  readonly profile: string | undefined;
  readonly workers?: number | undefined;
  /** Options that its workers are to have. */
  readonly workerArgs?: readonly string[];
}

/** What `limbeck up --foreground` prints when all is up. */
export const UP_READY = 'up';

/** Leave engine, worker and teachers running in a process of their own. Resolves when they are up. */
export async function startUp({
  projectFolder,
  state,
  profile,
  workers,
  workerArgs = [],
}: StartUpInput): Promise<'started' | 'already-up'> {
  if (findUp(state)) return 'already-up';
  const logFile = join(state, 'logs', 'up.log');
  makeFolder(dirname(logFile));
  const log = openSync(logFile, 'a', 0o600);
  const from = statSync(logFile).size;
  const args = [
    'up',
    '--foreground',
    '--project',
    projectFolder,
    ...(profile === undefined ? [] : ['--profile', profile]),
    ...(workers === undefined ? [] : ['--workers', String(workers)]),
    ...workerArgs,
  ];
  const child = spawn(process.execPath, [join(packageRoot(), 'bin', 'limbeck.js'), ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', log],
    env: { ...process.env, NO_COLOR: '1' },
  });
  closeSync(log);
  const { stdout } = child;
  const ready = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', () => resolve(false));
    stdout?.setEncoding('utf8').on(
      'data',
      lineReader((line) => {
        if (line === UP_READY) resolve(true);
      }),
    );
  });
  child.unref();
  stdout?.destroy();
  if (ready) return 'started';
  const said = readFileSync(logFile).subarray(from).toString('utf8').trim();
  throw new LimbeckError({
    code: 'up-failed',
    message: `The background process did not come up.${said ? ` It said:\n${said}` : ''}`,
    hint: `Its whole output is in ${logFile}.`,
  });
}
