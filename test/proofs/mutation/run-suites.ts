import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { repoRoot } from '../../support/source-tree.js';

export interface SuitesRun {
  readonly ended: 'green' | 'red' | 'too-long';
  readonly ms: number;
  /** The end of what it said, for a run that should have been green. */
  readonly said: string;
}

/** Runs suites with, or without, a changed file. `mutant`: a JSON file with `path` and `text`. */
export function runSuites(suites: readonly string[], timeoutMs: number, mutant?: string): Promise<SuitesRun> {
  const { LIMBECK_MUTANT: _, ...env } = process.env;
  const jest = join(repoRoot, 'node_modules', 'jest', 'bin', 'jest.js');
  const config = join(repoRoot, 'test', 'proofs', 'mutation', 'jest.config.cjs');
  const paths = suites.map((path) => join(repoRoot, path));
  const args = [jest, '--config', config, '--runInBand', '--bail', '--silent', '--runTestsByPath', ...paths];
  const began = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: repoRoot,
      // A group of its own: suites may start processes, and a change may keep them from being ended.
      detached: true,
      env: mutant === undefined ? env : { ...env, LIMBECK_MUTANT: mutant },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
    let tooLong = false;
    const timer = setTimeout(() => {
      tooLong = true;
      endGroup(child.pid!);
    }, timeoutMs);
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(timer);
      endGroup(child.pid!);
      resolve({ ended: tooLong ? 'too-long' : code === 0 ? 'green' : 'red', ms: performance.now() - began, said });
    });
  });
}

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody is left.
  }
}
