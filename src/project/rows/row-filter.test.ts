import type { RowSource } from '../../core/method.js';
import { compileWhere, filterRows, pickColumns, readColumns, type RowFilter } from './row-filter.js';

/** Rows 1 to 1,000, which say how many of them were read. */
function thousand(): RowSource & { readonly read: RowSource['read']; readonly seen: number[] } {
  const seen: number[] = [];
  return {
    rows: 1000,
    seen,
    async *read(from = 0, to = 1000) {
      for (let index = from; index < Math.min(to, 1000); index++) {
        seen.push(index);
        yield { id: `row-${index + 1}`, parents: [], n: index + 1, ...(index % 2 === 0 ? { odd: true } : {}) };
      }
    },
  };
}

async function places(source: RowSource, filter: Partial<RowFilter>): Promise<number[]> {
  const found: number[] = [];
  for await (const { place } of filterRows(source, { from: 1, limit: 20, ...filter }).rows) found.push(place);
  return found;
}

test('a page reads its own rows and no others', async () => {
  const source = thousand();
  expect(await places(source, { from: 901, limit: 3 })).toEqual([901, 902, 903]);
  expect(source.seen).toEqual([900, 901, 902]);
  expect(await places(source, { from: 999 })).toEqual([999, 1000]);
  expect(await places(source, { from: 5000 })).toEqual([]);
});

test('a condition is looked for from there on, and reading ends with the page', async () => {
  const source = thousand();
  const where = await compileWhere('row.n % 100.0 == 0.0', ['n']);
  expect(await places(source, { from: 150, limit: 2, where })).toEqual([200, 300]);
  expect(source.seen.at(-1)).toBe(299);
});

test('an id or its beginning finds the row', async () => {
  expect(await places(thousand(), { id: 'row-77', limit: 1 })).toEqual([77]);
  expect(await places(thousand(), { id: 'row-99' })).toEqual([99, 990, 991, 992, 993, 994, 995, 996, 997, 998, 999]);
});

test('rows that lack what the condition names are left out and counted', async () => {
  const where = await compileWhere('row.odd', ['n', 'odd']);
  const filtered = filterRows(thousand(), { from: 1, limit: 1000, where });
  let count = 0;
  for await (const _ of filtered.rows) count++;
  expect([count, filtered.unclear]).toEqual([500, { count: 500, example: expect.stringContaining('odd') }]);
});

test('a condition that cannot be read, or that names no column, says so before any row is read', async () => {
  await expect(compileWhere('row.n >', ['n'])).rejects.toMatchObject({ code: 'usage' });
  await expect(compileWhere('row.m > 1', ['n', 'max'])).rejects.toMatchObject({ code: 'unknown-column' });
  await expect(compileWhere('row.n + 1.0', ['n'])).rejects.toMatchObject({
    message: expect.stringContaining('a number'),
  });
});

test('columns are those that rows have, picked in the order asked for', async () => {
  expect(await readColumns(thousand())).toEqual(['id', 'parents', 'n', 'odd']);
  const row = { id: 'a', parents: [], n: 1, constructor_: 2 };
  expect(Object.entries(pickColumns(row, ['n', 'toString', 'id']))).toEqual([
    ['n', 1],
    ['id', 'a'],
  ]);
});
