import { LimbeckError } from '../core/errors.js';
import type { ReportStep } from './environment-step.js';
import { installUv, type Uv } from './install-uv.js';
import { works } from './set-up-program.js';

const PYTHON_NAMES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];

/** A Python of version 3.11 or newer, by name on PATH. */
export async function findBasePython(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const recent = 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else 1)';
  for (const name of PYTHON_NAMES) if (await works(name, ['-c', recent], env)) return name;
  return undefined;
}

/** `uv` on PATH, else `python3 -m uv`, else one that pip installs into the cache. */
export async function findUv(base: string | undefined, env: NodeJS.ProcessEnv, report: ReportStep): Promise<Uv> {
  if (await works('uv', ['--version'], env)) return { command: 'uv', args: [] };
  if (base === undefined) {
    throw new LimbeckError({
      code: 'python-not-found',
      message: 'There is neither uv nor a Python 3.11 or newer on PATH.',
      hint: 'Install Python 3.11 or newer (python.org, or your system: apt install python3 python3-venv), or uv (docs.astral.sh/uv).',
    });
  }
  if (await works(base, ['-m', 'uv', '--version'], env)) return { command: base, args: ['-m', 'uv'] };
  return installUv(base, env, report);
}
