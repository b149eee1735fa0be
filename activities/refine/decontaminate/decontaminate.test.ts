import { rowsOf, runReduce } from '../../../test/support/fake-context.js';
import { decontaminate } from './decontaminate.js';

const heldOut = rowsOf(
  {
    prompt: 'Natalia sold clips to 48 of her friends in April, and then she sold half as many clips in May.',
    completion: '72',
  },
  { prompt: 'What is 2 + 2?', completion: '4' },
);

test('rows that share thirteen words go, whatever their case and punctuation', async () => {
  const rows = rowsOf(
    { prompt: 'Well: NATALIA sold clips to 48 of her friends, in April! And then she left.' },
    { prompt: 'Natalia sold clips to 48 of her friends in April, then rested for the whole of May.' },
    { prompt: 'what is 2  2' },
    { prompt: 'What is 2 + 2 and what is 3 + 3?' },
  );
  const result = await runReduce(decontaminate, {}, { rows, against: heldOut });
  expect(result.rows.map((row) => row.id)).toEqual(['r1', 'r3']);
  expect(result.rejected).toEqual([
    { id: 'r0', reason: 'contaminated', detail: 'r0: "natalia sold clips to 48 of her friends in april and then she"' },
    { id: 'r2', reason: 'contaminated', detail: 'r1: "what is 2 2"' },
  ]);
});

test('equal answers do not matter unless their column is named', async () => {
  const rows = rowsOf({ prompt: 'How many clips in all?', completion: '72' });
  const given = { fields: ['prompt', 'completion'] };
  expect((await runReduce(decontaminate, {}, { rows, against: heldOut })).rows).toHaveLength(1);
  expect((await runReduce(decontaminate, given, { rows, against: heldOut })).rows).toHaveLength(0);
});

test('the sides may name their columns differently, and a missing one is a problem of the recipe', async () => {
  const rows = rowsOf({ question: 'What is 2 + 2?' });
  const given = { fields: ['question'], against_fields: ['prompt'] };
  expect((await runReduce(decontaminate, given, { rows, against: heldOut })).rows).toHaveLength(0);
  const check = (params: object): unknown =>
    decontaminate.check!(params as never, { against: ['prompt', 'completion'] });
  expect(check(given)).toEqual([]);
  expect(check({ fields: ['question'] })).toEqual([
    {
      path: ['fields', 0],
      message: 'The held-out set has no column "question".',
      hint: 'It has: prompt, completion.',
    },
  ]);
});

test('characters of unspaced scripts count as words', async () => {
  const against = rowsOf({ prompt: '甲乙双方于二〇二一年三月三日签订本合同，合同期限为十八个月。' });
  const rows = rowsOf(
    { prompt: '注：双方于二〇二一年三月三日签订本合同。' },
    { prompt: '双方于二〇二二年四月三日签订本合同。' },
  );
  const result = await runReduce(decontaminate, {}, { rows, against });
  expect(result.rows.map((row) => row.id)).toEqual(['r1']);
});

test('empty texts never match', async () => {
  const rows = rowsOf({ prompt: '' }, { prompt: '?!' });
  const result = await runReduce(decontaminate, {}, { rows, against: rowsOf({ prompt: '' }) });
  expect(result.rows).toHaveLength(2);
});
