import { createMemoryArtifacts } from '../../test/support/memory-stores.js';
import type { Row } from '../core/record-kinds.js';
import { sampleRows } from './sample-rows.js';

const artifacts = createMemoryArtifacts();
async function* rowsOf(ids: readonly string[]): AsyncGenerator<Row> {
  for (const id of ids) yield { id, parents: [] };
}
const write = async (ids: readonly string[]): Promise<string> =>
  (await artifacts.writeDataSet('prompt', rowsOf(ids))).digest;
const numbers = Array.from({ length: 100 }, (_, n) => `${n}`);

test('the same review shows the same rows, in their order, and another one shows others', async () => {
  const outputs = { rows: await write(numbers) };
  const ids = async (review: string): Promise<string[]> =>
    (await sampleRows(artifacts, { review, outputs, rows: 10 })).map(({ row }) => row.id);
  const first = await ids('a');
  expect(first).toEqual(await ids('a'));
  expect([first.length, new Set(first).size]).toEqual([10, 10]);
  expect(first.map(Number)).toEqual(first.map(Number).toSorted((a, b) => a - b));
  expect(await ids('b')).not.toEqual(first);
});

test('fewer rows than asked for are all shown, over all outputs, but an id only once', async () => {
  const outputs = { test: await write(['c', 'a']), train: await write(['a', 'b']) };
  expect(await sampleRows(artifacts, { review: 'a', outputs, rows: 50 })).toEqual([
    { output: 'test', place: 0, row: { id: 'c', parents: [] } },
    { output: 'test', place: 1, row: { id: 'a', parents: [] } },
    { output: 'train', place: 1, row: { id: 'b', parents: [] } },
  ]);
});

test('every row is as likely as any other to be shown', async () => {
  const outputs = { rows: await write(numbers.slice(0, 10)) };
  const seen = new Map<string, number>();
  for (let review = 0; review < 400; review++)
    for (const { row } of await sampleRows(artifacts, { review: `${review}`, outputs, rows: 3 }))
      seen.set(row.id, (seen.get(row.id) ?? 0) + 1);
  // 120 of each are expected; the spread is about 9.
  for (const count of seen.values()) expect(Math.abs(count - 120)).toBeLessThan(45);
  expect(seen.size).toBe(10);
});
