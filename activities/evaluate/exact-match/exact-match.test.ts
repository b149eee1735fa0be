import { LimbeckError } from '../../../src/core/errors.js';
import { foldRows, rowsOf, runMap } from '../../../test/support/fake-context.js';
import { exactMatch } from './exact-match.js';

const rows = rowsOf({ prompt: 'Capital of France?', completion: 'Paris' });
const judged = async (given: object, completion: unknown, reply: string): Promise<unknown> => {
  const set = rowsOf({ prompt: 'q', completion });
  const result = await runMap(exactMatch, { models: ['m'], ...given }, set, { model: () => reply, asModel: 'm' });
  return result.rows[0];
};

test('a model gets the bare prompt and its answer is kept beside the gold one', async () => {
  const result = await runMap(exactMatch, { models: ['m'] }, rows, { model: () => ' Paris\n', asModel: 'm' });
  expect(result.asked).toEqual([
    { messages: [{ role: 'user', content: 'Capital of France?' }], sampling: { temperature: 0 }, accept_cut_off: true },
  ]);
  expect(result.rows).toEqual([{ prompt: 'Capital of France?', gold: 'Paris', prediction: 'Paris', correct: true }]);
});

test('a model with a prompt of its own gets it, without the answer, and may reply by schema', async () => {
  const schema = { type: 'object', properties: { b: {}, a: {} } };
  const given = { models: ['teacher', 'student'], prompts: { teacher: 'Read: {{ prompt }}' }, reply: { schema } };
  const set = rowsOf({ prompt: 'q', completion: '{"b":1,"a":2}' });
  const world = { model: () => '{ "a": 2, "b": 1 }' };
  const teacher = await runMap(exactMatch, given, set, { ...world, asModel: 'teacher' });
  const student = await runMap(exactMatch, given, set, { ...world, asModel: 'student' });
  expect(teacher.asked[0]).toMatchObject({ messages: [{ content: 'Read: q' }], reply: { schema } });
  expect(teacher.rows[0]).toMatchObject({ prediction: '{"b":1,"a":2}', correct: true });
  expect(student.asked[0]!.reply).toBeUndefined();
  expect(student.rows[0]).toMatchObject({ prediction: '{ "a": 2, "b": 1 }', correct: false });
  const cheating = { ...given, prompts: { teacher: 'Say {{ completion }}' } };
  await expect(runMap(exactMatch, cheating, set, { ...world, asModel: 'teacher' })).rejects.toThrow(
    'undefined variable',
  );
});

test.each([
  ['none', 'Paris', 'paris', false],
  ['none', 'Paris ', ' Paris', true],
  ['loose', 'New  York', 'new york', true],
  ['loose', 'Paris', 'Paris.', false],
  ['answer', 'Paris', '"paris".', true],
  ['answer', '３', '3', true],
])('normalised %s, %j and %j: %s', async (normalise, gold, reply, correct) => {
  expect(await judged({ normalise }, gold, reply)).toMatchObject({ correct });
});

test.each([
  ['{"a":1,"b":[2]}', '{ "b": [2], "a": 1.0 }', { correct: true }],
  ['{"a":1}', '```json\n{"a":1}\n```', { correct: true }],
  [{ a: 1 }, 'Here: {"a":1}.', { correct: true }],
  ['{"a":1}', '{"a":"1"}', { correct: false }],
  ['{"a":1}', 'one', { correct: false, failure: 'no-json' }],
])('as JSON, %j and %j', async (gold, reply, expected) => {
  expect(await judged({ compare: 'json' }, gold, reply)).toMatchObject(expected);
});

test('a reply that cannot be used is a wrong answer, other trouble is not', async () => {
  const refuse =
    (code: string, kind: 'row' | 'fatal' = 'row') =>
    (): never => {
      throw new LimbeckError({ code, message: 'No.', kind });
    };
  const result = await runMap(exactMatch, { models: ['m'] }, rows, { model: refuse('reply-invalid'), asModel: 'm' });
  expect(result.rows).toEqual([
    { prompt: 'Capital of France?', gold: 'Paris', prediction: '', correct: false, failure: 'reply-invalid' },
  ]);
  await expect(
    runMap(exactMatch, { models: ['m'] }, rows, { model: refuse('teacher-down', 'fatal') }),
  ).rejects.toThrow();
  const refused = await runMap(exactMatch, { models: ['m'] }, rows, { model: refuse('request-refused') });
  expect(refused.failed).toEqual([{ id: 'r0', code: 'request-refused' }]);
  const cut = { text: 'Paris', finish_reason: 'length' };
  const babble = await runMap(exactMatch, { models: ['m'] }, rows, { model: () => cut });
  expect(babble.rows[0]).toMatchObject({ prediction: 'Paris', correct: false, failure: 'reply-cut-off' });
});

test('a row without a right answer fails, whatever the model says', async () => {
  const set = rowsOf({ prompt: 'q' }, { prompt: 'q', completion: '' }, { prompt: 'q', completion: 'no JSON' });
  const given = { models: ['m'], compare: 'json' };
  const result = await runMap(exactMatch, given, set, { model: () => '{}', asModel: 'm' });
  expect(result.failed.map(({ code }) => code)).toEqual(['row-without-gold', 'row-without-gold', 'row-without-gold']);
});

test('failed rows count as wrong', async () => {
  const predictions = [{ correct: true }, { correct: true }, { correct: false, failure: 'no-json' }];
  const metrics = await foldRows(exactMatch, { models: ['m'] }, predictions, 1);
  expect(metrics['accuracy']).toMatchObject({ value: 0.5, n: 4 });
  expect(metrics['accuracy']!.low).toBeLessThan(0.5);
  expect(metrics['parse_failures']).toEqual({ value: 0.5, n: 4 });
});

test('a reply nobody is asked for is a problem of the recipe', () => {
  const check = (params: object): unknown => exactMatch.check!({ models: ['a'], ...params } as never, {});
  expect(check({ prompts: { a: 'x' }, reply: { schema: {} } })).toEqual([]);
  expect(check({ reply: { schema: {} } })).toEqual([
    { path: ['reply'], message: 'No model is asked for structured replies.', hint: 'Name it in prompts.' },
  ]);
});
