import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathWith, realPython } from '../../test/support/bare-path.js';
import { createEnvironment } from './create-environment.js';
import type { EnvironmentStep } from './environment-step.js';
import { findPython } from './find-python.js';
import { installUv } from './install-uv.js';
import { withoutCuda } from './lock-without-cuda.js';
import { environmentFolder } from './trainer-files.js';

jest.setTimeout(600_000);

// One tiny package in the trainer's place: what is tried is the way, not the freight.
const LOCK = `iniconfig==2.3.0 \\
    --hash=sha256:f631c04d2c48c52b84d0d0549c99ff3859c98df65b3101406327ecc7d53fbf12
`;
const newFolder = (): string => mkdtempSync(join(tmpdir(), 'limbeck-env-'));

function newCache(lockText = LOCK): { env: NodeJS.ProcessEnv; lock: string; cache: string } {
  const cache = newFolder();
  const lock = join(cache, 'requirements.lock');
  writeFileSync(lock, lockText);
  const { LIMBECK_PYTHON: _, ...env } = process.env;
  return { env: { ...env, PATH: path, LIMBECK_CACHE: cache }, lock, cache };
}

/**
 * Every environment here is made with the same two programs and nothing else that this machine has: its Python and one uv,
 * which the product itself puts into a folder of the file.
 */
let path: string;

beforeAll(async () => {
  const { env } = newCache();
  const { command } = await installUv(realPython(), env, () => undefined);
  path = pathWith({ python3: realPython(), uv: join(dirname(command), 'uv') });
});

test('an environment is made once, whole, and then found', async () => {
  const { env, lock, cache } = newCache();
  const steps: EnvironmentStep[] = [];
  const input = { env, lock, imports: ['iniconfig'], report: (step: EnvironmentStep) => void steps.push(step) };
  expect(findPython(env, lock)).toBeUndefined();
  const made = await createEnvironment(input);
  expect(made).toEqual({ python: join(environmentFolder(lock, env), 'bin', 'python'), source: 'cache' });
  // It was renamed into place, and still works there.
  execFileSync(made.python, ['-c', 'import iniconfig']);
  expect(steps.map(({ name }) => name)).toEqual(['environment', 'packages', 'check', 'ready']);
  steps.length = 0;
  expect(await createEnvironment(input)).toEqual(made);
  expect(steps).toEqual([]);
  expect(readdirSync(join(cache, 'trainer'))).toHaveLength(1);
});

test('two that make it at once both get one that works', async () => {
  const { env, lock } = newCache();
  const input = { env, lock, imports: ['iniconfig'], report: () => undefined };
  const [first, second] = await Promise.all([createEnvironment(input), createEnvironment(input)]);
  expect(first).toEqual(second);
  expect(readdirSync(dirname(environmentFolder(lock, env)))).toHaveLength(1);
});

test('a package whose hash differs is refused, and nothing is left behind', async () => {
  const { env, lock, cache } = newCache(LOCK.replace('f631', 'e631'));
  await expect(createEnvironment({ env, lock, report: () => undefined })).rejects.toMatchObject({
    code: 'trainer-environment-failed',
    message: expect.stringContaining("The trainer's packages could not be installed"),
  });
  expect(readdirSync(join(cache, 'trainer'))).toEqual([]);
});

test('packages that cannot be imported do not count as ready', async () => {
  const { env, lock } = newCache();
  await expect(
    createEnvironment({ env, lock, imports: ['no_such_module'], report: () => undefined }),
  ).rejects.toMatchObject({ message: expect.stringContaining('no_such_module') });
  expect(findPython(env, lock)).toBeUndefined();
});

test('LIMBECK_PYTHON wins, and must exist', () => {
  const { env, lock } = newCache();
  expect(findPython({ ...env, LIMBECK_PYTHON: process.execPath }, lock)).toEqual({
    python: process.execPath,
    source: 'LIMBECK_PYTHON',
  });
  expect(() => findPython({ ...env, LIMBECK_PYTHON: '/nowhere/python' }, lock)).toThrow(
    'LIMBECK_PYTHON names /nowhere/python, which does not exist.',
  );
});

test('without uv and without Python it is said what to install', async () => {
  const { env, lock } = newCache();
  const bare = { ...env, PATH: newFolder() };
  await expect(createEnvironment({ env: bare, lock, report: () => undefined })).rejects.toMatchObject({
    code: 'python-not-found',
    hint: expect.stringContaining('Install Python 3.11'),
  });
});

test('a lock file without CUDA has all but PyTorch and what only its CUDA build needs', () => {
  const lock = [
    'numpy==2.4.6 \\',
    '    --hash=sha256:aa',
    '    # via torch',
    'nvidia-cublas==13.1 ; sys_platform == "linux" \\',
    '    --hash=sha256:bb',
    'torch==2.13.0 \\',
    '    --hash=sha256:cc',
    'torchdata==1.0 \\',
    '    --hash=sha256:dd',
    'triton==3.7.1 \\',
    '    --hash=sha256:ee',
    '    # via torch',
    'trl==1.13.0 \\',
    '    --hash=sha256:ff',
  ];
  expect(withoutCuda(lock.join('\n')).split('\n')).toEqual([
    ...lock.slice(0, 3),
    ...lock.slice(7, 9),
    ...lock.slice(12),
  ]);
});
