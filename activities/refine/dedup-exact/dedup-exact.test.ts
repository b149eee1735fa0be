import { rowsOf, runReduce } from '../../../test/support/fake-context.js';
import { dedupExact } from './dedup-exact.js';

const rows = rowsOf(
  { prompt: 'Hello', completion: 'a' },
  { prompt: 'Hello', completion: 'a' },
  { prompt: 'Hello', completion: 'b' },
  { prompt: ' hello ', completion: 'a' },
  { prompt: 'Hello', completion: 'a', extra: 1 },
);

test.each([
  ['whole rows', {}, ['r0', 'r2', 'r3', 'r4']],
  ['one column', { fields: ['prompt'] }, ['r0', 'r3']],
  ['two columns', { fields: ['prompt', 'completion'] }, ['r0', 'r2', 'r3']],
  ['case and space aside', { fields: ['prompt'], compare: 'loose' }, ['r0']],
])('compared by %s', async (_name, given, kept) => {
  const result = await runReduce(dedupExact, given, { rows });
  expect(result.rows.map((row) => row.id)).toEqual(kept);
  expect(result.rejected.map(({ reason }) => reason)).toEqual(
    Array.from({ length: 5 - kept.length }, () => 'duplicate'),
  );
});

test('neighbouring columns do not run into each other', async () => {
  const near = rowsOf({ a: 'x', b: 'yz' }, { a: 'xy', b: 'z' });
  expect((await runReduce(dedupExact, { fields: ['a', 'b'] }, { rows: near })).rows).toHaveLength(2);
});
