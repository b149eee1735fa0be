import type { RowSource } from '../../../src/core/method.js';
import { joinRows } from './joined-rows.js';

const rows = [
  { id: 'a', parents: ['p'], text: 'first' },
  { id: 'b', parents: ['p', 'q'], text: 'second' },
  { id: 'a', parents: [], text: 'a again' },
  { id: 'c', parents: ['r'], text: 'left out', correct: false },
];

function countedSource(): RowSource & { readonly reads: (readonly [number, number])[] } {
  const reads: (readonly [number, number])[] = [];
  return {
    rows: rows.length,
    reads,
    async *read(from = 0, to = rows.length) {
      reads.push([from, to]);
      yield* rows.slice(from, to);
    },
  };
}

test('rows are found by their id or by a parent, and only those that are sought are read again', async () => {
  const source = countedSource();
  const joined = await joinRows(source);
  expect([joined.has('a'), joined.has('p'), joined.hasChildOf('p'), joined.hasChildOf('a')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(source.reads).toEqual([[0, 4]]);
  expect(await joined.get('b')).toEqual(rows[1]);
  expect((await joined.childrenOf('p')).map(({ id }) => id)).toEqual(['a', 'b']);
  expect(source.reads).toEqual([
    [0, 4],
    [1, 2],
    [0, 1],
    [1, 2],
  ]);
});

test('of two rows with one id the first counts, and nothing is found that is not there', async () => {
  const joined = await joinRows(countedSource());
  expect((await joined.get('a'))!['text']).toBe('first');
  expect(await joined.get('x')).toBeUndefined();
  expect(await joined.childrenOf('x')).toEqual([]);
});

test('rows that are not kept are as if they were not there', async () => {
  const joined = await joinRows(countedSource(), (row) => row['correct'] !== false);
  expect([joined.has('c'), joined.hasChildOf('r'), joined.has('b')]).toEqual([false, false, true]);
});
