import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { open } from 'lmdb';
import { canonicalJson } from '../../core/canonical-json.js';
import { sha256Hex } from '../../core/digest.js';
import type { Ledger, LedgerEntry } from '../contract.js';
import { exampleEntry } from '../contract-suite.js';
import { readLedgerStats, statsForPrograms } from '../ledger-stats.js';
import { openLmdbLedger } from '../lmdb/open-lmdb-ledger.js';
import { exportAnswers } from './export-answers.js';
import { importAnswers } from './import-answers.js';

let folder: string;
let file: string;
let ours: Ledger;
let theirs: Ledger;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-exchange-'));
  file = join(folder, 'answers.jsonl.gz');
  ours = await openLmdbLedger({ folder: join(folder, 'ours') });
  theirs = await openLmdbLedger({ folder: join(folder, 'theirs') });
});
afterEach(async () => {
  await Promise.all([ours.close(), theirs.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const entries = (count: number): LedgerEntry[] =>
  Array.from({ length: count }, (_, n) => exampleEntry(n, n % 7 === 6 ? { bought: 'batch' } : {}));
const collect = async (ledger: Ledger): Promise<LedgerEntry[]> => {
  const all: LedgerEntry[] = [];
  for await (const entry of ledger.scan()) all.push(entry);
  return all;
};
const linesOf = (path: string): string[] => gunzipSync(readFileSync(path)).toString().trimEnd().split('\n');
const writeLines = (lines: readonly string[]): void =>
  writeFileSync(file, gzipSync(lines.map((line) => `${line}\n`).join('')));

test('answers go from one ledger to another whole, are charged to nobody there, and come twice without harm', async () => {
  await ours.putMany(entries(1200));
  const written = await exportAnswers({ ledger: ours, file });
  expect(written).toEqual({ entries: 1200, corrupt: [], bytes: readFileSync(file).length });
  const none = { conflicts: [], refused: [], whole: true };
  expect(await importAnswers(theirs, file)).toEqual({ added: 1200, known: 0, ...none });
  expect(await importAnswers(theirs, file)).toEqual({ added: 0, known: 1200, ...none });
  expect(await collect(theirs)).toEqual(entries(1200).map((entry) => ({ ...entry, imported: true })));
  expect(await theirs.spend('run-1')).toMatchObject({ calls: 0, cost_nanousd: 0 });
});

test('equal answers give equal bytes, in whatever order they came and wherever they were paid for', async () => {
  await ours.putMany(entries(50));
  await exportAnswers({ ledger: ours, file });
  const first = readFileSync(file);
  await theirs.putMany(entries(50).toReversed().slice(0, 20));
  await importAnswers(theirs, file);
  await exportAnswers({ ledger: theirs, file });
  expect(readFileSync(file).equals(first)).toBe(true);
  expect(readdirSync(folder).toSorted()).toEqual(['answers.jsonl.gz', 'ours', 'theirs']);
});

test('an export may take some answers only', async () => {
  await ours.putMany(entries(10));
  const { entries: count } = await exportAnswers({ ledger: ours, file, only: ({ key }) => /[0-4]$/.test(key) });
  expect(count).toBe(5);
  expect((await importAnswers(theirs, file)).added).toBe(5);
});

test('an answer that differs from the one here is told, and the one here stays', async () => {
  const other = exampleEntry(3, { answer: { ...exampleEntry(3).answer, text: 'another' } });
  await ours.putMany(entries(5));
  await theirs.put(other);
  await exportAnswers({ ledger: ours, file });
  expect(await importAnswers(theirs, file)).toMatchObject({ added: 4, known: 0, conflicts: [other.key] });
  expect(await theirs.get(other.key)).toEqual(other);
});

test('an import puts back what is damaged here', async () => {
  await ours.putMany(entries(3));
  await exportAnswers({ ledger: ours, file });
  await ours.close();
  const root = open({ path: join(folder, 'ours', 'ledger'), overlappingSync: false, eventTurnBatching: false });
  const answers = root.openDB<Buffer, Uint8Array>('answers', { keyEncoding: 'binary', encoding: 'binary' });
  const key = Buffer.from(exampleEntry(1).key, 'hex');
  const bytes = Buffer.from(answers.get(key)!);
  bytes[bytes.length - 2]! ^= 1;
  await answers.put(key, bytes);
  await root.close();

  ours = await openLmdbLedger({ folder: join(folder, 'ours') });
  expect((await ours.verify()).corrupt).toEqual([exampleEntry(1).key]);
  const part = join(folder, 'part.gz');
  expect(await exportAnswers({ ledger: ours, file: part })).toMatchObject({
    entries: 2,
    corrupt: [exampleEntry(1).key],
  });
  expect((await readLedgerStats(ours)).corrupt).toBe(1);
  expect(await importAnswers(ours, file)).toMatchObject({ added: 1, known: 2 });
  expect((await ours.verify()).corrupt).toEqual([]);
  expect(await ours.get(exampleEntry(1).key)).toEqual({ ...exampleEntry(1), imported: true });
});

test('lines that cannot be believed are refused one by one; good ones beside them are taken', async () => {
  await ours.putMany(entries(4));
  await exportAnswers({ ledger: ours, file });
  const [head, first, second, third, fourth, end] = linesOf(file) as [string, string, string, string, string, string];
  const forged = (change: object): string => {
    const entry = { ...(JSON.parse(third) as { entry: object }).entry, ...change };
    return canonicalJson({ entry, sha256: sha256Hex(canonicalJson(entry)) });
  };
  writeLines([
    head,
    first.replace('answer 0', 'answer 9'),
    'not json',
    forged({ key: '../../etc' }),
    forged({ answer: { text: 7 } }),
    forged({ run: undefined }),
    forged({ evil: 1 }),
    second,
    fourth,
    end.replace('4', '8'),
  ]);
  expect(await importAnswers(theirs, file)).toEqual({
    added: 2,
    known: 0,
    conflicts: [],
    refused: [
      { line: 2, why: 'does not match its checksum' },
      { line: 3, why: 'is no JSON' },
      { line: 4, why: 'has no good key' },
      { line: 5, why: 'has no good answer' },
      { line: 6, why: 'has no good run' },
      { line: 7, why: 'has no good evil' },
    ],
    whole: true,
  });
});

test('a file that was cut short gives what is in it and says so', async () => {
  await ours.putMany(entries(3000));
  await exportAnswers({ ledger: ours, file });
  const bytes = readFileSync(file);
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2)));
  const result = await importAnswers(theirs, file);
  expect(result.whole).toBe(false);
  expect(result.added).toBeGreaterThan(500);
  expect(await theirs.verify()).toEqual({ entries: result.added, corrupt: [] });
});

test.each([
  ['text', () => writeFileSync(file, 'hello'), 'ledger-file'],
  ['nothing', () => writeFileSync(file, ''), 'ledger-file'],
  ['other gzip', () => writeLines(['{"a":1}']), 'ledger-file'],
  ['another version', () => writeLines(['{"limbeck_ledger":2}']), 'ledger-file'],
  ['no file', () => rmSync(file, { force: true }), 'no-such-file'],
])('%s is no export, and nothing is taken', async (_name, make, code) => {
  make();
  await expect(importAnswers(theirs, file)).rejects.toMatchObject({ code });
  expect(await theirs.count()).toBe(0);
});

test('an export replaces an earlier one and nothing else', async () => {
  await ours.putMany(entries(2));
  await exportAnswers({ ledger: ours, file });
  await ours.put(exampleEntry(7));
  expect((await exportAnswers({ ledger: ours, file })).entries).toBe(3);
  for (const content of ['thesis', gzipSync('{"mine":1}\n')]) {
    writeFileSync(file, content);
    await expect(exportAnswers({ ledger: ours, file })).rejects.toMatchObject({ code: 'file-exists' });
    expect(readFileSync(file).equals(Buffer.from(content))).toBe(true);
  }
  await expect(exportAnswers({ ledger: ours, file: join(folder, 'no', 'where.gz') })).rejects.toThrow('ENOENT');
});

test('an export beside a writer is whole, and has all that was there when it began', async () => {
  await ours.putMany(entries(4000));
  const done = new AbortController();
  const writer = (async () => {
    for (let n = 4000; !done.signal.aborted; n += 50)
      await ours.putMany(Array.from({ length: 50 }, (_, at) => exampleEntry(n + at)));
  })();
  const { entries: count } = await exportAnswers({ ledger: ours, file });
  done.abort();
  await writer;
  expect(count).toBeGreaterThanOrEqual(4000);
  expect(await importAnswers(theirs, file)).toMatchObject({ added: count, refused: [], whole: true });
});

test('stats add up by model, and imported or local answers cost this project nothing', async () => {
  const local = exampleEntry(3, { provider: { model: 'student' }, unpaid: true, at: '2025-01-01T00:00:00.000Z' });
  const { cost_nanousd: _cost, ...unpriced } = exampleEntry(4);
  await ours.putMany([exampleEntry(1), exampleEntry(2, { imported: true }), local, unpriced]);
  const { bytes, ...stats } = await readLedgerStats(ours);
  expect(bytes).toBeGreaterThan(0);
  expect(stats).toEqual({
    answers: 4,
    imported: 1,
    prompt_tokens: 50,
    completion_tokens: 20,
    cost_nanousd: 1000,
    unpriced: 1,
    models: [
      {
        model: 'big-model',
        answers: 3,
        imported: 1,
        prompt_tokens: 37,
        completion_tokens: 15,
        cost_nanousd: 1000,
        unpriced: 1,
      },
      {
        model: 'student',
        answers: 1,
        imported: 0,
        prompt_tokens: 13,
        completion_tokens: 5,
        cost_nanousd: 0,
        unpriced: 0,
      },
    ],
    oldest: '2025-01-01T00:00:00.000Z',
    newest: '2026-01-02T03:04:05.000Z',
    corrupt: 0,
  });
});

test('a program is told null where no price is known', async () => {
  const { cost_nanousd: _cost, ...unpriced } = exampleEntry(1);
  await ours.putMany([unpriced, exampleEntry(2, { provider: { model: 'small' }, cost_nanousd: 0 })]);
  const { models, ...total } = statsForPrograms(await readLedgerStats(ours));
  expect(total).toMatchObject({ cost_nanousd: null, unpriced: 1 });
  expect(models).toMatchObject([
    { model: 'big-model', cost_nanousd: null },
    { model: 'small', cost_nanousd: 0 },
  ]);
});
