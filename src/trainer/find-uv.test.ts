import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathWith, realPython } from '../../test/support/bare-path.js';
import type { EnvironmentStep } from './environment-step.js';
import { findBasePython, findUv } from './find-uv.js';

jest.setTimeout(600_000);

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'limbeck-uv-'));

/** A Python without uv as a module, which the Python of this machine may come with. */
let plain: string;

beforeAll(() => {
  const folder = newFolder();
  execFileSync(realPython(), ['-m', 'venv', folder]);
  plain = join(folder, 'bin', 'python');
});

function worldWithoutUv(): { env: NodeJS.ProcessEnv; cache: string; steps: EnvironmentStep[] } {
  const cache = newFolder();
  return { env: { ...process.env, PATH: pathWith({ python3: plain }), LIMBECK_CACHE: cache }, cache, steps: [] };
}

test('a Python that is too old is passed over', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'python3'), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  symlinkSync(realPython(), join(folder, 'python'));
  expect(await findBasePython({ ...process.env, PATH: folder })).toBe('python');
});

test('a uv on PATH is taken before anything is installed', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'uv'), '#!/bin/sh\nexit 0\n', { mode: 0o755 });
  const { env, cache, steps } = worldWithoutUv();
  expect(await findUv(plain, { ...env, PATH: folder }, (step) => void steps.push(step))).toEqual({
    command: 'uv',
    args: [],
  });
  expect(steps).toEqual([]);
  expect(readdirSync(cache)).toEqual([]);
});

test('without uv on PATH, pip puts one into the cache, once, also while another does the same', async () => {
  const { env, cache, steps } = worldWithoutUv();
  const report = (step: EnvironmentStep): void => void steps.push(step);
  const first = findUv(plain, env, report);
  await pipIsThere(join(cache, 'uv'));
  const [uv, other] = await Promise.all([first, findUv(plain, env, report)]);
  expect(uv.args).toEqual(['-m', 'uv']);
  expect(uv.command.startsWith(cache)).toBe(true);
  expect(other).toEqual(uv);
  execFileSync(uv.command, ['-m', 'uv', '--version']);
  expect(readdirSync(join(cache, 'uv'))).toHaveLength(1);
  expect(steps.map(({ name }) => name)).toEqual(['uv', 'uv']);
  expect(await findUv(plain, env, report)).toEqual(uv);
  expect(steps).toHaveLength(2);
});

/** The moment at which the virtual environment is made and pip is about to be started in it. */
async function pipIsThere(folder: string): Promise<void> {
  const made = (): boolean =>
    existsSync(folder) && readdirSync(folder).some((name) => existsSync(join(folder, name, 'bin', 'pip')));
  while (!made()) await new Promise((done) => setTimeout(done, 5));
}

test('a uv whose installation fails leaves nothing behind', async () => {
  const { env, cache } = worldWithoutUv();
  const noIndex = { ...env, PIP_NO_INDEX: '1', PIP_FIND_LINKS: newFolder() };
  await expect(findUv(plain, noIndex, () => undefined)).rejects.toMatchObject({
    code: 'trainer-environment-failed',
    message: expect.stringContaining('pip could not install uv'),
  });
  expect(readdirSync(join(cache, 'uv'))).toEqual([]);
});
