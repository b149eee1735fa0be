import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { isLimbeckError } from '../core/errors.js';
import type { ReportStep } from './environment-step.js';
import { findPython, READY, type FoundPython } from './find-python.js';
import { findBasePython, findUv } from './find-uv.js';
import type { Uv } from './install-uv.js';
import { withoutCuda } from './lock-without-cuda.js';
import { runOrExplain } from './set-up-program.js';
import { environmentFolder, pythonOf, trainerFiles } from './trainer-files.js';

export interface CreateEnvironmentInput {
  readonly report: ReportStep;
  readonly env?: NodeJS.ProcessEnv;
  /** Default: the trainer's own lock file. */
  readonly lock?: string;
  /** Imported at the end to see that the environment works. Default: what every job needs. */
  readonly imports?: readonly string[];
}

/**
 * The trainer's Python, with its environment made first when it is not there. Built beside its place and renamed into it,
 * so it is whole or absent, and two that build at once do not disturb each other. Throws `python-not-found`,
 * `trainer-environment-failed`.
 */
export async function createEnvironment(input: CreateEnvironmentInput): Promise<FoundPython> {
  const env = input.env ?? process.env;
  const lock = input.lock ?? trainerFiles().lock;
  const found = findPython(env, lock);
  if (found) return found;
  const folder = environmentFolder(lock, env);
  const building = `${folder}.making-${randomUUID().slice(0, 8)}`;
  const base = await findBasePython(env);
  const uv = await findUv(base, env, input.report);
  mkdirSync(dirname(folder), { recursive: true });
  try {
    await buildEnvironment({ ...input, env, lock, uv, base, building });
    putInPlace(building, folder);
  } finally {
    rmSync(building, { recursive: true, force: true });
  }
  input.report({ name: 'ready', text: `the trainer's environment is ready in ${folder}` });
  return { python: pythonOf(folder), source: 'cache' };
}

interface Build extends CreateEnvironmentInput {
  readonly env: NodeJS.ProcessEnv;
  readonly lock: string;
  readonly uv: Uv;
  readonly base: string | undefined;
  readonly building: string;
}

async function buildEnvironment(build: Build): Promise<void> {
  const { uv, env, building, report } = build;
  report({ name: 'environment', text: `making a Python environment (${build.base ?? 'uv finds a Python'})` });
  // Relocatable: it is renamed into place when it is done.
  const venv = ['venv', '--quiet', '--relocatable', '--python', build.base ?? '>=3.11', building];
  await runOrExplain(uv.command, [...uv.args, ...venv], env, {
    what: 'uv could not make a Python environment',
    hint: 'Install Python 3.11 or newer, or set LIMBECK_PYTHON to a Python that has the packages of trainer/requirements.lock.',
  });
  await installPackages(build);
  report({ name: 'check', text: 'importing what was installed' });
  const imports = build.imports ?? ['torch', 'transformers', 'tokenizers', 'jsonschema'];
  await runOrExplain(pythonOf(building), ['-c', `import ${imports.join(', ')}`], env, {
    what: "The trainer's packages are installed but cannot be imported",
    hint: 'Read the last lines above; a missing system library is the usual cause.',
  });
  writeFileSync(join(building, READY), `${JSON.stringify({ lock: build.lock })}\n`, { flush: true });
}

async function installPackages(build: Build): Promise<void> {
  const text = readFileSync(build.lock, 'utf8');
  const pin = /^torch==(\S+)/m.exec(text)?.[1];
  if (pin !== undefined && process.platform === 'linux' && !hasNvidiaGpu()) {
    build.report({
      name: 'pytorch',
      text: `PyTorch ${pin}: trying the build for this machine, without CUDA (0.2 GB in place of 4)`,
    });
    if (await tryMachineBuild(build, pin)) {
      await installFrom(build, withoutCuda(text), 'the other packages, by their hashes');
      return;
    }
  }
  await installFrom(build, text, "the trainer's packages, by their hashes (with CUDA on Linux: about 5 GB on disk)");
}

/** False, with a line that says why, where PyTorch's own index cannot be reached. */
async function tryMachineBuild(build: Build, pin: string): Promise<boolean> {
  const { uv, building } = build;
  // The lock's hashes are of the general index's files, so this one file is taken on PyTorch's word (HTTPS) alone.
  const args = [
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--torch-backend=auto',
    '--python',
    pythonOf(building),
    `torch==${pin}`,
  ];
  try {
    await runOrExplain(
      uv.command,
      [...uv.args, ...args],
      { UV_HTTP_RETRIES: '1', ...build.env },
      { what: '', hint: '' },
    );
    return true;
  } catch (error) {
    if (!isLimbeckError(error)) throw error;
    const because =
      error.message
        .split('\n')
        .findLast((line) => line.trim() !== '')
        ?.trim() ?? 'no reason given';
    build.report({ name: 'pytorch', text: `not to be had (${because}): taking the general build` });
    return false;
  }
}

async function installFrom(build: Build, lockText: string, what: string): Promise<void> {
  build.report({ name: 'packages', text: `installing ${what}` });
  const file = join(build.building, 'requirements.lock');
  writeFileSync(file, lockText);
  const args = [
    'pip',
    'install',
    '--quiet',
    '--no-deps',
    '--require-hashes',
    '--python',
    pythonOf(build.building),
    '-r',
    file,
  ];
  await runOrExplain(build.uv.command, [...build.uv.args, ...args], build.env, {
    what: "The trainer's packages could not be installed",
    hint: 'Check that your package index is reachable and that the disk has 6 GB free, then try again: what was downloaded is kept.',
  });
}

function hasNvidiaGpu(): boolean {
  return existsSync('/proc/driver/nvidia/version') || existsSync('/dev/nvidia0');
}

function putInPlace(building: string, folder: string): void {
  // A folder that is there but not ready is the leaving of a killed removal.
  if (existsSync(folder) && !existsSync(join(folder, READY))) rmSync(folder, { recursive: true, force: true });
  try {
    renameSync(building, folder);
  } catch (error) {
    // Another process was quicker; what it made is as good.
    if (!existsSync(join(folder, READY))) throw error;
  }
}
