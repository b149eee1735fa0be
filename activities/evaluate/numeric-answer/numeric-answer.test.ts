import { LimbeckError } from '../../../src/core/errors.js';
import { foldRows, rowsOf, runMap } from '../../../test/support/fake-context.js';
import { numericAnswer } from './numeric-answer.js';

const rows = rowsOf({ prompt: 'How many?', reference: 'so it is\n#### 1,018' });
const judged = async (given: object, reply: string): Promise<object> => {
  const result = await runMap(numericAnswer, { models: ['m'], ...given }, rows, { model: () => reply, asModel: 'm' });
  return { ...result.rows[0] };
};

test('a reply is kept whole, beside the number read from it and the right answer', async () => {
  expect(await judged({}, '9 * 2 is much\n#### $1018.00')).toEqual({
    prompt: 'How many?',
    gold: '1,018',
    prediction: '9 * 2 is much\n#### $1018.00',
    number: 1018,
    correct: true,
  });
});

test.each([
  [{}, 'it is 12, no: 1018', { number: 1018, correct: true }],
  [{}, '#### 12 (or 1018)', { number: 12, correct: false }],
  [{ require_marker: true }, 'it is 1018', { correct: false, failure: 'no-number' }],
  [{}, 'no idea', { correct: false, failure: 'no-number' }],
  [{ marker: 'A:', gold_marker: '####' }, '#### 3\nA: 1018', { correct: true }],
  [{ tolerance: 2 }, '1020', { correct: true }],
  [{ relative_tolerance: 0.01 }, '1020', { correct: true }],
  [{ relative_tolerance: 0.001 }, '1020', { correct: false }],
])('with %j the reply %j gives %j', async (given, reply, expected) => {
  expect(await judged(given, reply)).toMatchObject(expected);
});

test('models are asked the bare prompt, or their own without the answer', async () => {
  const given = { models: ['a', 'b'], prompts: { a: 'Solve: {{ prompt }}' } };
  const own = await runMap(numericAnswer, given, rows, { model: () => '1', asModel: 'a' });
  const bare = await runMap(numericAnswer, given, rows, { model: () => '1', asModel: 'b' });
  expect(own.asked[0]!.messages).toEqual([{ role: 'user', content: 'Solve: How many?' }]);
  expect(bare.asked[0]!.messages).toEqual([{ role: 'user', content: 'How many?' }]);
});

test('a row without a right number fails, a reply that cannot be used is wrong', async () => {
  const set = rowsOf({ prompt: 'q', reference: 'many' }, { prompt: 'q' }, { prompt: 'q', reference: 3 });
  const model = (): never => {
    throw new LimbeckError({ code: 'reply-filtered', message: 'No.', kind: 'row' });
  };
  const result = await runMap(numericAnswer, { models: ['m'] }, set, { model, asModel: 'm' });
  expect(result.failed).toEqual([
    { id: 'r0', code: 'row-without-gold' },
    { id: 'r1', code: 'row-without-gold' },
  ]);
  expect(result.rows).toEqual([{ prompt: 'q', gold: '3', prediction: '', correct: false, failure: 'reply-filtered' }]);
});

test('accuracy counts failed rows as wrong', async () => {
  const metrics = await foldRows(numericAnswer, { models: ['m'] }, [{ correct: true }, { correct: true }], 2);
  expect(metrics['accuracy']).toMatchObject({ value: 0.5, n: 4 });
  expect(metrics['parse_failures']).toEqual({ value: 0.5, n: 4 });
});
