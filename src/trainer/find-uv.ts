import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { cacheFolder } from '../project-files/cache-folder.js';
import { runProgram } from '../processes/run-program.js';
import type { ReportStep } from './environment-step.js';
import { pythonOf } from './trainer-files.js';

/** A command and the arguments that come before uv's own. */
export interface Uv {
  readonly command: string;
  readonly args: readonly string[];
}

const UV_VERSION = '0.13.9';
const PYTHON_NAMES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python'];

async function works(command: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<boolean> {
  try {
    return (await runProgram(command, args, { env, timeoutMs: 30_000 })).code === 0;
  } catch {
    return false;
  }
}

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

async function installUv(base: string, env: NodeJS.ProcessEnv, report: ReportStep): Promise<Uv> {
  const folder = join(cacheFolder(env), 'uv', UV_VERSION);
  const python = pythonOf(folder);
  if (existsSync(python) && (await works(python, ['-m', 'uv', '--version'], env)))
    return { command: python, args: ['-m', 'uv'] };
  report({ name: 'uv', text: `uv is not installed: putting uv ${UV_VERSION} into ${folder}` });
  mkdirSync(folder, { recursive: true });
  await runOrExplain(base, ['-m', 'venv', '--clear', folder], env, {
    what: 'A virtual environment for uv could not be made',
    hint: 'Install the venv module (Debian and Ubuntu: apt install python3-venv), or install uv yourself (docs.astral.sh/uv).',
  });
  await runOrExplain(python, ['-m', 'pip', 'install', '--quiet', `uv==${UV_VERSION}`], env, {
    what: 'pip could not install uv',
    hint: 'Check that your package index is reachable (pip config list), or install uv yourself (docs.astral.sh/uv).',
  });
  return { command: python, args: ['-m', 'uv'] };
}

/** Run a set-up program; its last lines are in the error when it fails. */
export async function runOrExplain(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  failure: { readonly what: string; readonly hint: string },
): Promise<string> {
  let reason: string;
  try {
    const result = await runProgram(command, args, { env, timeoutMs: 30 * 60_000 });
    if (result.code === 0) return result.stdout;
    reason = lastLines(result.stderr || result.stdout);
  } catch (error) {
    reason = (error as Error).message;
  }
  throw new LimbeckError({
    code: 'trainer-environment-failed',
    message: `${failure.what}: ${reason}`,
    hint: failure.hint,
  });
}

function lastLines(text: string): string {
  return text.trim().split('\n').slice(-8).join('\n');
}
