import { rowsOf, runReduce } from '../../../test/support/fake-context.js';
import { dedupMinhash } from './dedup-minhash.js';

const clause =
  'This agreement starts on the first of March and runs for eighteen months unless either party ends it with thirty days of written notice';

test('a text with one word changed goes, one on another matter stays', async () => {
  const rows = rowsOf(
    { prompt: clause },
    { prompt: `${clause.replace('notice', 'warning')}.` },
    { prompt: clause.toUpperCase() },
    { prompt: 'The tenant pays the rent on the first working day of every month, in advance, by standing order' },
  );
  const result = await runReduce(dedupMinhash, { threshold: 0.8 }, { rows });
  expect(result.rows.map((row) => row.id)).toEqual(['r0', 'r3']);
  expect(result.rejected).toEqual([
    { id: 'r1', reason: 'near-duplicate', detail: 'r0 (0.90)' },
    { id: 'r2', reason: 'near-duplicate', detail: 'r0 (1.00)' },
  ]);
});

test('another column, messages and documents can be compared', async () => {
  const messages = [{ role: 'user', content: clause }];
  const byColumn = rowsOf({ prompt: 'a', completion: clause }, { prompt: 'b', completion: clause });
  const byTurns = rowsOf({ messages }, { messages }, { text: clause });
  expect((await runReduce(dedupMinhash, { field: 'completion' }, { rows: byColumn })).rows).toHaveLength(1);
  expect((await runReduce(dedupMinhash, {}, { rows: byColumn })).rows).toHaveLength(2);
  expect((await runReduce(dedupMinhash, {}, { rows: byTurns })).rows).toHaveLength(1);
});
