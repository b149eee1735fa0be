import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { cachedTemporalPath, findTemporal, searchTemporal } from './find-temporal.js';
import { releaseAddresses } from './temporal-release.js';

let folder: string;
let server: Server | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-find-'));
});
afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (server) await new Promise((resolve) => server?.close(resolve));
  server = undefined;
});

const script = (version: string): string => `#!/bin/sh\necho "temporal version 1.5.1 (Server ${version}, UI 2.0.0)"\n`;

function program(path: string, text: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
}

/** An environment in which nothing is there: an empty PATH folder, an empty cache, a download server that is down. */
function bareEnvironment(more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  return {
    PATH: bin,
    LIMBECK_CACHE: join(folder, 'cache'),
    LIMBECK_TEMPORAL_DOWNLOAD: 'http://127.0.0.1:9',
    ...more,
  };
}

function tarOf(files: Readonly<Record<string, string>>): Buffer {
  const blocks = Object.entries(files).map(([name, text]) => {
    const header = Buffer.alloc(512);
    header.write(name, 0);
    header.write('0000755\0', 100);
    header.write(`${Buffer.byteLength(text).toString(8).padStart(11, '0')}\0`, 124);
    header.write('0', 156);
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(text) / 512) * 512);
    body.write(text);
    return Buffer.concat([header, body]);
  });
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}

/** A vendor: what it serves, by path. Gives the environment that points there and what was asked for. */
async function vendor(
  files: Readonly<Record<string, Buffer | string>>,
): Promise<{ env: NodeJS.ProcessEnv; asked: string[] }> {
  const asked: string[] = [];
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const file = files[request.url ?? ''];
    response.writeHead(file === undefined ? 404 : 200, { connection: 'close' });
    response.end(file ?? 'nothing here');
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { env: bareEnvironment({ LIMBECK_TEMPORAL_DOWNLOAD: `http://127.0.0.1:${port}/cli/` }), asked };
}

const release = releaseAddresses({ LIMBECK_TEMPORAL_DOWNLOAD: 'http://x' })!;
const archivePath = `/cli/v1.5.1/${release.archive}`;
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

test('LIMBECK_TEMPORAL_CLI comes before all else', async () => {
  const env = bareEnvironment();
  program(join(folder, 'bin', 'temporal'), script('2.0.0'));
  const named = program(join(folder, 'mine'), script('1.9.9'));
  const found = await findTemporal({ env: { ...env, LIMBECK_TEMPORAL_CLI: named } });
  expect(found).toEqual({ path: named, source: 'LIMBECK_TEMPORAL_CLI', serverVersion: '1.9.9' });
});

test('a LIMBECK_TEMPORAL_CLI that does not work is an error, not passed over', async () => {
  const env = bareEnvironment();
  program(join(folder, 'bin', 'temporal'), script('2.0.0'));
  await expect(findTemporal({ env: { ...env, LIMBECK_TEMPORAL_CLI: '/nowhere/temporal' } })).rejects.toMatchObject({
    code: 'temporal-cli-unusable',
    message: expect.stringContaining('/nowhere/temporal'),
  });
});

test('`temporal` on PATH comes before the cache', async () => {
  const env = bareEnvironment();
  const path = program(join(folder, 'bin', 'temporal'), script('1.29.1'));
  program(cachedTemporalPath(env), script('1.28.0'));
  expect(await findTemporal({ env })).toEqual({ path, source: 'PATH', serverVersion: '1.29.1' });
});

test('another program that happens to be called temporal is passed over, and it is said why', async () => {
  const env = bareEnvironment();
  program(join(folder, 'bin', 'temporal'), '#!/bin/sh\necho "calendar 3"\n');
  const cached = program(cachedTemporalPath(env), script('1.28.0'));
  const search = await searchTemporal(env);
  expect(search.found).toEqual({ path: cached, source: 'cache', serverVersion: '1.28.0' });
  expect(search.failed[1]?.because).toContain('calendar 3');
});

test("the vendor's archive is downloaded, checked against its published sum and kept in the cache", async () => {
  const archive = gzipSync(tarOf({ LICENSE: 'free', temporal: script('1.29.1') }));
  const sums = `${'0'.repeat(64)}  other.tar.gz\n${sha256(archive)}  ${release.archive}\n`;
  const { env, asked } = await vendor({ [archivePath]: archive, '/cli/v1.5.1/checksums.txt': sums });
  const said: string[] = [];
  const found = await findTemporal({ env, say: (message) => said.push(message) });
  expect(found).toEqual({ path: cachedTemporalPath(env), source: 'download', serverVersion: '1.29.1' });
  expect(said[0]).toContain(`/cli/v1.5.1/${release.archive}`);
  expect((await findTemporal({ env })).source).toBe('cache');
  expect(asked).toHaveLength(2);
  expect(readdirSync(dirname(found.path))).toEqual(['temporal']);
});

test('an archive that does not match its published sum is not used', async () => {
  const archive = gzipSync(tarOf({ temporal: script('6.6.6') }));
  const { env } = await vendor({
    [archivePath]: archive,
    '/cli/v1.5.1/checksums.txt': `${'a'.repeat(64)}  ${release.archive}\n`,
  });
  await expect(findTemporal({ env })).rejects.toThrow(/has SHA-256 .*, but a{64} is published: not used/);
  expect(existsSync(cachedTemporalPath(env))).toBe(false);
});

test('an archive whose sum nobody publishes is used, and that is said', async () => {
  const { env } = await vendor({ [archivePath]: gzipSync(tarOf({ temporal: script('1.29.1') })) });
  const said: string[] = [];
  expect((await findTemporal({ env, say: (message) => said.push(message) })).source).toBe('download');
  expect(said[1]).toMatch(/^No checksum is published at /);
});

test('without a download, Go builds it into the cache', async () => {
  const env = bareEnvironment();
  program(
    join(folder, 'bin', 'go'),
    `#!/bin/sh\necho "$@" > ${join(folder, 'go-arguments')}\ncat > "$GOBIN/temporal" <<'END'\n${script('1.29.1')}END\n/bin/chmod 755 "$GOBIN/temporal"\n`.replace(
      'cat >',
      '/bin/cat >',
    ),
  );
  const found = await findTemporal({ env });
  expect(found).toEqual({ path: cachedTemporalPath(env), source: 'go install', serverVersion: '1.29.1' });
  expect(readFileSync(join(folder, 'go-arguments'), 'utf8')).toBe(
    'install github.com/temporalio/cli/cmd/temporal@v1.5.1\n',
  );
  expect(readdirSync(dirname(found.path))).toEqual(['temporal']);
});

test('when nothing works, every way is named with its reason and how to help', async () => {
  const { env } = await vendor({});
  program(join(folder, 'bin', 'go'), '#!/bin/sh\necho "go: no such module" >&2\nexit 1\n');
  const said: string[] = [];
  const error = await findTemporal({ env, say: (message) => said.push(message) }).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'temporal-missing',
    hint: expect.stringContaining('go install github.com/temporalio'),
  });
  const { message } = error as Error;
  for (const part of [
    'LIMBECK_TEMPORAL_CLI (not set)',
    '`temporal` on PATH (not there)',
    cachedTemporalPath(env),
    'HTTP 404',
    'go: no such module',
  ])
    expect(message).toContain(part);
  expect(said.some((text) => text.startsWith('The download did not work'))).toBe(true);
});

test('without Go the build says so', async () => {
  await expect(findTemporal({ env: bareEnvironment() })).rejects.toThrow('there is no `go` on PATH');
});

test('archives are named as the vendor names them', () => {
  const base = 'https://github.com/temporalio/cli/releases/download/v1.5.1';
  expect(releaseAddresses({}, 'linux', 'x64')?.archiveUrl).toBe(`${base}/temporal_cli_1.5.1_linux_amd64.tar.gz`);
  expect(releaseAddresses({}, 'darwin', 'arm64')?.archiveUrl).toBe(`${base}/temporal_cli_1.5.1_darwin_arm64.tar.gz`);
  expect(releaseAddresses({}, 'win32', 'x64')?.program).toBe('temporal.exe');
  expect(releaseAddresses({}, 'freebsd', 'x64')).toBeUndefined();
});
