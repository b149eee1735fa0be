import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { ownerMark } from '../files/owner-mark.js';
import { fetchHubFile } from './fetch-hub-file.js';

// A mirror of our own on loopback, which answers as the hub does.
const revision = '0123456789abcdef0123456789abcdef01234567';
const hubFile = { repo: 'acme/clauses', revision, file: 'data/train set.jsonl' };
const kept = `.limbeck/hub/acme/clauses/${revision}/data/train set.jsonl`;
const content = Buffer.from('{"prompt":"a"}\n'.repeat(1000));
const sha256 = createHash('sha256').update(content).digest('hex');
const gitSha = createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');

let folder: string;
let asked: { url: string; range: string | undefined; token: string | undefined }[];
let answer: (request: IncomingMessage, response: ServerResponse) => void;
let server: Server;
let endpoint: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const { range, authorization } = request.headers;
    asked.push({ url: request.url!, range, token: authorization });
    answer(request, response);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const environment = { ...process.env };
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-hub-'));
  asked = [];
  answer = sendWhole({ etag: `"${sha256}"` });
  delete process.env['HF_ENDPOINT'];
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  process.env = { ...environment };
});

function sendWhole(headers: Record<string, string>, bytes = content): typeof answer {
  return ({ headers: { range } }, response) => {
    const from = Number(/bytes=(\d+)-/.exec(range ?? '')?.[1] ?? 0);
    if (from === 0) response.writeHead(200, { ...headers, 'content-length': bytes.length });
    else
      response.writeHead(206, {
        ...headers,
        'content-length': bytes.length - from,
        'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}`,
      });
    response.end(bytes.subarray(from));
  };
}

const fetchIt = (settings: { token?: { env: string } } = {}): Promise<string> =>
  fetchHubFile(hubFile, { projectFolder: folder, endpoint, ...settings });
const whatCame = (): Buffer => readFileSync(join(folder, kept));
const parts = (): string[] =>
  readdirSync(dirname(join(folder, kept)))
    .filter((name) => name.endsWith('.part'))
    .map((name) => join(folder, dirname(kept), name));
const url = `/datasets/acme/clauses/resolve/${revision}/data/train%20set.jsonl`;

test('a file is downloaded once, at its pinned commit', async () => {
  expect(await fetchIt()).toBe(kept);
  expect(await fetchIt()).toBe(kept);
  expect(whatCame().equals(content)).toBe(true);
  expect(asked).toEqual([{ url, range: undefined, token: undefined }]);
  expect(readdirSync(dirname(join(folder, kept)))).toEqual(['train set.jsonl']);
});

test('HF_ENDPOINT goes before the project file', async () => {
  process.env['HF_ENDPOINT'] = `${endpoint}/`;
  await fetchHubFile(hubFile, { projectFolder: folder, endpoint: 'http://127.0.0.1:9' });
  expect(asked.map((each) => each.url)).toEqual([url]);
});

test('the token comes from the environment and does not follow a redirect to another server', async () => {
  const other = createServer((request, response) => {
    asked.push({ url: request.url!, range: undefined, token: request.headers.authorization });
    sendWhole({ etag: '"a-tag-of-the-store"' })(request, response);
  }).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const store = `http://127.0.0.1:${(other.address() as AddressInfo).port}/store`;
  answer = (_request, response) =>
    response.writeHead(302, { location: store, 'x-linked-etag': `"${sha256}"` }).end('moved');
  process.env['TOKEN_OF_TEST'] = 'a-value';
  await fetchIt({ token: { env: 'TOKEN_OF_TEST' } });
  other.closeAllConnections();
  other.close();
  expect(asked).toEqual([
    { url, range: undefined, token: 'Bearer a-value' },
    { url: '/store', range: undefined, token: undefined },
  ]);
  expect(whatCame().equals(content)).toBe(true);
});

test('a download that breaks off goes on where it stopped', async () => {
  let tries = 0;
  answer = (request, response) => {
    if (tries++ > 0) return sendWhole({ etag: `"${sha256}"` })(request, response);
    response.writeHead(200, { etag: `"${sha256}"`, 'content-length': content.length });
    response.write(content.subarray(0, 6000));
    const breakOff = (): void => {
      if (parts().some((part) => statSync(part).size === 6000)) response.destroy();
      else setTimeout(breakOff, 5);
    };
    breakOff();
    return undefined;
  };
  await fetchIt();
  expect(asked.map(({ range }) => range)).toEqual([undefined, 'bytes=6000-']);
  expect(whatCame().equals(content)).toBe(true);
});

test.each([
  ['', 'a Limbeck whose parts had no owner'],
  [`.${ownerMark().replace(/\d+$/, '999999999')}`, 'a process that is no more'],
])('what was left as FILE%s.part by %s is taken up; a server without ranges begins anew', async (mark) => {
  mkdirSync(dirname(join(folder, kept)), { recursive: true });
  writeFileSync(join(folder, `${kept}${mark}.part`), content.subarray(0, 100));
  answer = (_request, response) =>
    response.writeHead(200, { etag: `"${gitSha}"`, 'content-length': content.length }).end(content);
  await fetchIt();
  expect(asked.map(({ range }) => range)).toEqual(['bytes=100-']);
  expect(whatCame().equals(content)).toBe(true);
  expect(parts()).toEqual([]);
});

test('the part of a living process is left alone', async () => {
  mkdirSync(dirname(join(folder, kept)), { recursive: true });
  const others = join(folder, `${kept}.${ownerMark().replace(/\d+$/, String(process.ppid))}.part`);
  writeFileSync(others, 'x');
  await fetchIt();
  expect(asked.map(({ range }) => range)).toEqual([undefined]);
  expect(parts()).toEqual([others]);
});

test('two processes that fetch the same file at once both get it whole', async () => {
  const held: (() => void)[] = [];
  answer = (_request, response) => {
    response.writeHead(200, { etag: `"${sha256}"`, 'content-length': content.length });
    response.write(content.subarray(0, 6000));
    held.push(() => response.end(content.subarray(6000)));
    if (held.length === 2) for (const goOn of held) goOn();
  };
  const child = (): Promise<unknown> =>
    promisify(execFile)(process.execPath, [
      '-r',
      join(__dirname, '../../test/support/register-ts.cjs'),
      join(__dirname, '../../test/contract/fetch-hub-file.ts'),
      folder,
      endpoint,
      JSON.stringify(hubFile),
    ]);
  await Promise.all([child(), child()]);
  expect(asked.map(({ range }) => range)).toEqual([undefined, undefined]);
  expect(whatCame().equals(content)).toBe(true);
  expect(parts()).toEqual([]);
});

test('two who want the same file in one process share its download', async () => {
  expect(await Promise.all([fetchIt(), fetchIt()])).toEqual([kept, kept]);
  expect(asked).toHaveLength(1);
});

test.each<[string, typeof answer, object]>([
  ['other bytes', sendWhole({ etag: `"${sha256}"` }, Buffer.from('x'.repeat(content.length))), { code: 'hub-corrupt' }],
  ['other bytes of a small file', sendWhole({ etag: `"${gitSha}"` }, Buffer.from('y')), { code: 'hub-corrupt' }],
  ['no such file', (_, response) => response.writeHead(404).end(), { code: 'hub-missing' }],
  ['a closed repository', (_, response) => response.writeHead(401).end(), { code: 'hub-refused' }],
])('%s is refused, and nothing is kept', async (_name, answered, error) => {
  answer = answered;
  await expect(fetchIt()).rejects.toMatchObject(error);
  expect(readdirSync(dirname(join(folder, kept)))).toEqual([]);
});

test('a token that the environment lacks is named', async () => {
  await expect(fetchIt({ token: { env: 'NO_SUCH_TOKEN' } })).rejects.toMatchObject({
    code: 'hub-refused',
    message: "The environment has no NO_SUCH_TOKEN, which limbeck.yaml names as the hub's token.",
  });
  expect(asked).toEqual([]);
});

test('a hub that is away is said to be, after a few tries', async () => {
  answer = (_request, response) => response.writeHead(503, { 'retry-after': '0' }).end();
  await expect(fetchIt()).rejects.toMatchObject({ code: 'hub-unreachable', message: `${endpoint} answers 503.` });
  expect(asked).toHaveLength(4);
});
