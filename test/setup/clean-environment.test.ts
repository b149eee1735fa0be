import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';

const script = join(repoRoot, 'setup', 'clean-environment.cjs');
/** Says where it is, as JSON, the last line of its output. */
const look = `console.log(JSON.stringify({ env: process.env, node: process.execPath, home: require('node:fs').readdirSync(process.env.HOME) }))`;

/** A machine on which somebody has worked: programs added by hand, settings in a home, variables. */
function usedMachine(more: NodeJS.ProcessEnv = {}): { env: NodeJS.ProcessEnv; home: string; cache: string } {
  const home = mkdtempSync(join(tmpdir(), 'used-home-'));
  const cache = join(home, 'kept');
  const hand = join(home, '.local', 'bin');
  mkdirSync(hand, { recursive: true });
  writeFileSync(join(hand, 'uv'), '#!/bin/sh\necho by hand\n', { mode: 0o755 });
  const env = { PATH: `${hand}${delimiter}${process.env['PATH']}`, HOME: home, LIMBECK_CI_CACHE: cache, ...more };
  return { env: { ...env, TMPDIR: process.env['TMPDIR'] }, home, cache };
}

function lookInside(env: NodeJS.ProcessEnv): { env: Record<string, string>; node: string; home: string[] } {
  const { stdout, stderr } = spawnSync(process.execPath, [script, 'node', '-e', look], { env, encoding: 'utf8' });
  const last = stdout.trim().split('\n').at(-1)!;
  if (!last.startsWith('{')) throw new Error(`${stdout}${stderr}`);
  return JSON.parse(last);
}

test('what was added by hand is not there, and what a fresh machine has is', () => {
  const { env, home } = usedMachine({ LIMBECK_PYTHON: '/somewhere/python', UV_TOOL_DIR: '/x', VIRTUAL_ENV: '/y' });
  const inside = lookInside(env);
  expect(Object.keys(inside.env).filter((name) => /LIMBECK|VIRTUAL|UV_/.test(name))).toEqual([]);
  expect(inside.env['HOME']).not.toBe(home);
  expect(realpathSync(inside.node)).toBe(realpathSync(process.execPath));
  const has = (name: string): boolean =>
    inside.env['PATH']!.split(delimiter).some((folder) => existsSync(join(folder, name)));
  expect(inside.env['PATH']!.split(delimiter)).not.toContain(join(home, '.local', 'bin'));
  expect(['node', 'npm', 'python3', 'git'].filter((name) => !has(name))).toEqual([]);
});

test('how the machine reaches package indexes is still known: proxies, certificates, and what tools keep in a home', () => {
  const settings = {
    https_proxy: 'http://proxy.example:3128',
    NO_PROXY: 'inside.example',
    NODE_EXTRA_CA_CERTS: join(repoRoot, 'LICENSE'),
    SSL_CERT_FILE: '/certs/all.pem',
    REQUESTS_CA_BUNDLE: '/certs/all.pem',
    PIP_INDEX_URL: 'https://inside.example/simple',
    UV_DEFAULT_INDEX: 'https://inside.example/simple',
    UV_INDEX_INSIDE_PASSWORD: 'secret',
    GOPROXY: 'https://inside.example/go',
    npm_config_registry: 'https://inside.example/npm',
  };
  const { env, home } = usedMachine(settings);
  writeFileSync(join(home, '.npmrc'), 'strict-ssl=true\n');
  mkdirSync(join(home, '.config', 'pip'), { recursive: true });
  writeFileSync(join(home, '.config', 'pip', 'pip.conf'), '[global]\n');
  expect(lookInside(env).env).toMatchObject({
    ...settings,
    npm_config_userconfig: join(home, '.npmrc'),
    PIP_CONFIG_FILE: join(home, '.config', 'pip', 'pip.conf'),
  });
});

test('downloads outlive the home, and nothing else in it does', () => {
  const { env, cache } = usedMachine();
  const write = `const { mkdirSync, writeFileSync } = require('node:fs'); const { join } = require('node:path');
    for (const name of ['.cache/limbeck/x', '.npm/x', 'go/pkg/mod/x', 'left']) writeFileSync(join(process.env.HOME, name), 'kept');
    console.log(process.env.HOME)`;
  const { stdout, status } = spawnSync(process.execPath, [script, 'node', '-e', write], { env, encoding: 'utf8' });
  expect(status).toBe(0);
  expect(existsSync(stdout.trim().split('\n').at(-1)!)).toBe(false);
  expect(readFileSync(join(cache, 'limbeck', 'x'), 'utf8')).toBe('kept');
  expect(readdirSync(cache).toSorted()).toEqual(
    ['go-build', 'go-modules', 'limbeck', 'npm', 'pip', 'programs', 'uv'].toSorted(),
  );
});

test('the exit code is that of the command, and a signal reaches all that it started before the home goes', async () => {
  const { env } = usedMachine();
  expect(spawnSync(process.execPath, [script, 'node', '-e', 'process.exit(7)'], { env }).status).toBe(7);
  const wait = `process.on('SIGTERM', () => { console.log(require('node:fs').existsSync(process.env.HOME)); process.exit(3) });
    setInterval(() => {}, 1000); console.log('ready')`;
  // As npm does: a shell between, which ends without telling what it started.
  const command = ['sh', '-c', 'node -e "$0"; true', wait];
  const child = spawn(process.execPath, [script, ...command], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    if (chunk.includes('ready')) child.kill('SIGTERM');
  });
  // "close" comes when the last that could write has ended.
  const code = await new Promise((ended) => child.once('close', ended));
  expect({ code, last: text.trim().split('\n').at(-1) }).toEqual({ code: 128 + 15, last: 'true' });
});

test('without a command it is said how to give one', () => {
  const { env } = usedMachine();
  const { status, stderr } = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  expect(status).toBe(1);
  expect(stderr).toContain('hint: For example: node setup/clean-environment.cjs npm test');
});

test('CI starts the README’s test command in it, and nothing else', () => {
  const lines = readFileSync(join(repoRoot, '.ci', 'run'), 'utf8')
    .trim()
    .split('\n');
  const readme = readFileSync(join(repoRoot, 'README.md'), 'utf8');
  expect(readme).toContain('npm test');
  expect(lines.at(-1)).toBe('exec node setup/clean-environment.cjs npm test');
});
