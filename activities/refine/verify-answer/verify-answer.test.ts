import { rowsOf, runMap } from '../../../test/support/fake-context.js';
import { verifyAnswer } from './verify-answer.js';

const rows = rowsOf(
  { prompt: 'a', answer: '$18.00 a day', gold: '18' },
  { prompt: 'b', answer: '17', gold: '18' },
  { prompt: 'c', answer: '', gold: 'Paris' },
  { prompt: 'd', answer: 'paris.', gold: 'Paris' },
  { prompt: 'e', answer: '3', gold: 3 },
  { prompt: 'f', answer: '3' },
);

test('right answers stay under their id, the others go with a reason', async () => {
  const result = await runMap(verifyAnswer, {}, rows);
  expect(result.rows).toEqual([
    { ...rows[0], correct: true },
    { ...rows[3], correct: true },
    { ...rows[4], correct: true },
  ]);
  expect(result.rejected).toEqual([
    { id: 'r1', reason: 'wrong-answer', detail: '17 is not 18' },
    { id: 'r2', reason: 'no-answer' },
  ]);
  expect(result.failed).toEqual([{ id: 'r5', code: 'row-without-gold' }]);
});

test('wrong ones can be kept, marked', async () => {
  const result = await runMap(verifyAnswer, { on_wrong: 'keep' }, rows.slice(0, 3));
  expect(result.rows.map((row) => row['correct'])).toEqual([true, false, false]);
});

test('whole solutions are read at their marker, and a text without it is taken whole', async () => {
  const solutions = rowsOf(
    { completion: '9 * 2 = 18\nA: 18', reference: 'so\nA: 18.0' },
    { completion: '18', reference: 'so\nA: 18' },
    { completion: '9 * 2 = 18\nA: 9', reference: 'so\nA: 18' },
  );
  const given = { answer: 'completion', gold: 'reference', marker: 'A:' };
  expect((await runMap(verifyAnswer, given, solutions)).rows.map((row) => row.id)).toEqual(['r0', 'r1']);
});

test('tolerances are passed on', async () => {
  const near = rowsOf({ answer: '0.333', gold: '1/3' });
  expect((await runMap(verifyAnswer, {}, near)).rows).toHaveLength(0);
  expect((await runMap(verifyAnswer, { tolerance: 0.001 }, near)).rows).toHaveLength(1);
  expect((await runMap(verifyAnswer, { relative_tolerance: 0.01 }, near)).rows).toHaveLength(1);
});
