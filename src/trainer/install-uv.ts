import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cacheFolder } from '../project-files/cache-folder.js';
import type { ReportStep } from './environment-step.js';
import { runOrExplain, works } from './set-up-program.js';
import { pythonOf } from './trainer-files.js';

/** A command and the arguments that come before uv's own. */
export interface Uv {
  readonly command: string;
  readonly args: readonly string[];
}

const UV_VERSION = '0.13.9';

/**
 * The uv in the cache, put there by pip first when there is none. As the environments themselves, it is made beside its place
 * and renamed into it: two that need it at once would otherwise clear away what the other installs.
 */
export async function installUv(base: string, env: NodeJS.ProcessEnv, report: ReportStep): Promise<Uv> {
  const folder = join(cacheFolder(env), 'uv', UV_VERSION);
  const uv = { command: pythonOf(folder), args: ['-m', 'uv'] };
  if (await isThere(uv, env)) return uv;
  report({ name: 'uv', text: `uv is not installed: putting uv ${UV_VERSION} into ${folder}` });
  const building = `${folder}.making-${randomUUID().slice(0, 8)}`;
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await installInto(building, base, env);
    await putInPlace(building, folder, () => isThere(uv, env));
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  return uv;
}

async function isThere({ command, args }: Uv, env: NodeJS.ProcessEnv): Promise<boolean> {
  return existsSync(command) && (await works(command, [...args, '--version'], env));
}

async function installInto(folder: string, base: string, env: NodeJS.ProcessEnv): Promise<void> {
  await runOrExplain(base, ['-m', 'venv', folder], env, {
    what: 'A virtual environment for uv could not be made',
    hint: 'Install the venv module (Debian and Ubuntu: apt install python3-venv), or install uv yourself (docs.astral.sh/uv).',
  });
  await runOrExplain(pythonOf(folder), ['-m', 'pip', 'install', '--quiet', `uv==${UV_VERSION}`], env, {
    what: 'pip could not install uv',
    hint: 'Check that your package index is reachable (pip config list), or install uv yourself (docs.astral.sh/uv).',
  });
}

async function putInPlace(building: string, folder: string, isThereNow: () => Promise<boolean>): Promise<void> {
  // A folder whose uv does not start is the leaving of a killed installation, or its Python is gone.
  if (existsSync(folder) && !(await isThereNow())) rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(building, folder);
  } catch (error) {
    // Another process was quicker; what it made is as good.
    if (!(await isThereNow())) throw error;
  }
}
