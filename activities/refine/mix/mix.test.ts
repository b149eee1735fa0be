import type { Row } from '../../../src/core/record-kinds.js';
import { runReduce } from '../../../test/support/fake-context.js';
import { mix } from './mix.js';

const rows = (name: string, count: number): Row[] =>
  Array.from({ length: count }, (_, index) => ({ id: `${name}${index}`, parents: [], prompt: name }));
const ids = (result: { rows: readonly { id?: string }[] }): string[] => result.rows.map((row) => row.id!);
const share = (given: readonly string[], name: string): number =>
  given.filter((id) => id.startsWith(name)).length / given.length;

test('everything is taken, each input in its own order, and mixed throughout', async () => {
  const inputs = { a: rows('a', 300), b: rows('b', 100) };
  const got = ids(await runReduce(mix, {}, inputs));
  expect(got.toSorted()).toEqual([...inputs.a, ...inputs.b].map((row) => row.id).toSorted());
  expect(got.filter((id) => id.startsWith('b'))).toEqual(inputs.b.map((row) => row.id));
  for (const part of [got.slice(0, 200), got.slice(200)]) expect(Math.abs(share(part, 'b') - 0.25)).toBeLessThan(0.1);
});

test('weights give the parts, until an input has no more rows', async () => {
  const got = ids(await runReduce(mix, { weights: { a: 1, b: 3 } }, { a: rows('a', 1000), b: rows('b', 300) }));
  expect(got.filter((id) => id.startsWith('b'))).toHaveLength(300);
  expect(Math.abs(share(got, 'b') - 0.75)).toBeLessThan(0.06);
});

test('limits, total and concat', async () => {
  const inputs = { a: rows('a', 5), b: rows('b', 5) };
  expect(ids(await runReduce(mix, { order: 'concat', limits: { a: 2 }, total: 4 }, inputs))).toEqual([
    'a0',
    'a1',
    'b0',
    'b1',
  ]);
  expect(ids(await runReduce(mix, { limits: { b: 0 } }, inputs))).toEqual(['a0', 'a1', 'a2', 'a3', 'a4']);
  expect(ids(await runReduce(mix, { total: 3 }, inputs))).toHaveLength(3);
});

test('a row that comes by two inputs is taken once', async () => {
  const a = rows('a', 3);
  const result = await runReduce(mix, { order: 'concat' }, { all: a, some: a.slice(1) });
  expect(ids(result)).toEqual(['a0', 'a1', 'a2']);
  expect(result.rejected).toEqual([
    { id: 'a1', reason: 'already-there' },
    { id: 'a2', reason: 'already-there' },
  ]);
});

test('equal seeds give equal orders, others do not', async () => {
  const inputs = { a: rows('a', 50), b: rows('b', 50) };
  const once = ids(await runReduce(mix, {}, inputs));
  expect(ids(await runReduce(mix, {}, inputs))).toEqual(once);
  expect(ids(await runReduce(mix, {}, inputs, { seed: 'other' }))).not.toEqual(once);
});

test('names that are no inputs and missing weights are problems of the recipe', async () => {
  const check = (params: object): unknown => mix.check!(params as never, { a: [], b: [] });
  expect(check({ weights: { a: 1, c: 1 }, limits: { d: 1 } })).toMatchObject([
    { path: ['weights', 'c'] },
    { path: ['limits', 'd'] },
    { message: 'Input "b" has no weight.' },
  ]);
  expect(check({ weights: { a: 1, b: 1 }, order: 'concat' })).toHaveLength(1);
  await expect(runReduce(mix, { limits: { x: 1 } }, { a: [] })).rejects.toMatchObject({ code: 'mix-input-unknown' });
});

test('only columns that every input has are sure to be there', () => {
  expect(mix.columns!({ a: ['prompt', 'x', 'y'], b: ['y', 'prompt'] }, { order: 'concat' })).toEqual(['prompt', 'y']);
});
