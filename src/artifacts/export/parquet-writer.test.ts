import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { surveyColumns } from './parquet-columns.js';
import { writeParquet } from './parquet-writer.js';

// Many rows, on machines that have other work as well.
const folder = mkdtempSync(join(tmpdir(), 'limbeck-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Rows = readonly Readonly<Record<string, unknown>>[];

async function written(rows: Rows, name = 'rows.parquet'): Promise<string> {
  const path = join(folder, name);
  expect(await writeParquet({ path, columns: await surveyColumns(rows), rows })).toEqual({ rows: rows.length });
  return path;
}

async function readBack(path: string): Promise<unknown[]> {
  const bytes = readFileSync(path);
  const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  return parquetReadObjects({ file });
}

const dialogue = [
  { role: 'user', content: 'Grüße, 你好' },
  { role: 'assistant', content: 'hi', extra: null },
];

test('every kind of value comes back, nested ones as far as their form is kept', async () => {
  const path = await written([
    {
      id: 'a',
      parents: ['p', 'q'],
      messages: dialogue,
      score: 1,
      right: true,
      meta: { a: [1] },
      mixed: 1,
      deep: [[1]],
    },
    { id: 'b', parents: [], messages: [], score: 0.5, right: null, mixed: 'x' },
    { id: 'c', parents: ['r'], count: 2 ** 40, tags: ['x', null, ''], late: null },
  ]);
  const turn = (role: string, content: string): unknown => ({ role, content, extra: null });
  expect(await readBack(path)).toEqual([
    {
      id: 'a',
      parents: ['p', 'q'],
      messages: [turn('user', 'Grüße, 你好'), turn('assistant', 'hi')],
      score: 1,
      right: true,
      meta: '{"a":[1]}',
      mixed: '1',
      deep: '[[1]]',
      count: null,
      tags: undefined,
      late: null,
    },
    {
      id: 'b',
      parents: [],
      messages: [],
      score: 0.5,
      right: null,
      meta: null,
      mixed: '"x"',
      deep: null,
      count: null,
      tags: undefined,
      late: null,
    },
    {
      id: 'c',
      parents: ['r'],
      messages: undefined,
      score: null,
      right: null,
      meta: null,
      mixed: null,
      deep: null,
      count: BigInt(2 ** 40),
      tags: ['x', null, ''],
      late: null,
    },
  ]);
});

test('columns are what all rows together need', async () => {
  expect(
    await surveyColumns([
      { id: 'a', n: 1, list: [], turns: [{ role: 'user', n: 1 }], odd: [1] },
      { id: 'b', n: 1.5, list: null, turns: [{ role: null, n: 'x', list: [] }, null], odd: 'text', empty: [{}] },
    ]),
  ).toEqual([
    { name: 'id', shape: 'text' },
    { name: 'n', shape: 'number' },
    { name: 'list', shape: { list: 'text' } },
    { name: 'turns', shape: { list: { role: 'text', n: 'json', list: 'json' } } },
    { name: 'odd', shape: 'json' },
    { name: 'empty', shape: 'json' },
  ]);
  expect(await surveyColumns([])).toEqual([
    { name: 'id', shape: 'text' },
    { name: 'parents', shape: { list: 'text' } },
  ]);
});

test('more rows than a row group holds keep their order, and equal rows give equal bytes', async () => {
  const rows = Array.from({ length: 25_000 }, (_, n) => ({ id: `row-${n}`, parents: [], n }));
  const path = await written(rows, 'many.parquet');
  expect(((await readBack(path)) as { n: bigint }[]).map(({ n }) => Number(n))).toEqual(rows.map(({ n }) => n));
  const again = await written(rows, 'again.parquet');
  expect(readFileSync(again).equals(readFileSync(path))).toBe(true);
});

test('a data set without rows is a table without rows', async () => {
  expect(await readBack(await written([], 'empty.parquet'))).toEqual([]);
});

test('rows that fail leave nothing behind, and what was there stays', async () => {
  const path = await written([{ id: 'a' }], 'kept.parquet');
  const before = readFileSync(path);
  const failing = (function* (): Iterable<Record<string, unknown>> {
    yield { id: 'b' };
    throw new Error('the store went away');
  })();
  await expect(writeParquet({ path, columns: [{ name: 'id', shape: 'text' }], rows: failing })).rejects.toThrow(
    'the store went away',
  );
  expect(readFileSync(path).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
