import { LimbeckError } from '../../../src/core/errors.js';
import { rowsOf, runMap } from '../../../test/support/fake-context.js';
import { where } from './where.js';

const rows = rowsOf({ prompt: 'a', score: 1 }, { prompt: 'b', score: 3 }, { prompt: 'c' });

/** Stands for the engine's CEL: knows "row.score > N" only. */
const predicate = (expression: string) => {
  const limit = Number(expression.split('>')[1]);
  return (row: Record<string, unknown>): boolean => {
    if (typeof row['score'] !== 'number')
      throw new LimbeckError({ code: 'no-such-key', message: 'score', kind: 'row' });
    return row['score'] > limit;
  };
};

test('rows stay as they are or go, and one without a value fails', async () => {
  const result = await runMap(where, { keep: 'row.score > 2' }, rows, { predicate });
  expect(result.rows).toEqual([rows[1]]);
  expect(result.rejected).toEqual([{ id: 'r0', reason: 'not-where' }]);
  expect(result.failed).toEqual([{ id: 'r2', code: 'no-such-key' }]);
});

test('the expression is compiled once', async () => {
  let times = 0;
  const counting = (expression: string): ReturnType<typeof predicate> => {
    times++;
    return predicate(expression);
  };
  await runMap(where, { keep: 'row.score > 0' }, rows.slice(0, 2), { predicate: counting });
  expect(times).toBe(1);
});
