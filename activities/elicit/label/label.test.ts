import { rowsOf, runMap } from '../../../test/support/fake-context.js';
import { label } from './label.js';

const rows = rowsOf({ prompt: 'Capital of France?', topic: 'places' });

test('without a template the teacher gets the row itself', async () => {
  const result = await runMap(label, { model: 'teacher' }, rows, { model: () => ' Paris \n' });
  expect(result.asked).toEqual([
    { messages: [{ role: 'user', content: 'Capital of France?' }], sampling: { temperature: 0 } },
  ]);
  expect(result.rows).toEqual([{ prompt: 'Capital of France?', topic: 'places', completion: 'Paris' }]);
});

test("the teacher's template and system message leave no trace in the record", async () => {
  const given = {
    model: 'teacher',
    prompt: 'Answer in one word: {{ prompt }}',
    system: 'About {{ topic }}.',
    max_tokens: 9,
  };
  const result = await runMap(label, given, rows, { model: () => 'Paris' });
  expect(result.asked).toEqual([
    {
      messages: [
        { role: 'system', content: 'About places.' },
        { role: 'user', content: 'Answer in one word: Capital of France?' },
      ],
      sampling: { temperature: 0, max_tokens: 9 },
    },
  ]);
  expect(result.rows).toEqual([{ prompt: 'Capital of France?', topic: 'places', completion: 'Paris' }]);
});

test('a structured reply becomes JSON with keys in the order of its schema', async () => {
  const schema = { type: 'object', properties: { start: { type: 'string' }, months: { type: 'integer' } } };
  const given = { model: 'teacher', reply: { schema, attempts: 2 } };
  const result = await runMap(label, given, rows, { model: () => '{ "months": 18,\n "start": "2021-03-03" }' });
  expect(result.asked[0]!.reply).toEqual({ schema, attempts: 2 });
  expect(result.rows[0]!['completion']).toBe('{"start":"2021-03-03","months":18}');
});

test('demonstrations come before the row as earlier turns, through the same template', async () => {
  const demos = rowsOf({ prompt: 'Capital of Italy?', completion: 'Rome' });
  const given = { model: 'teacher', prompt: 'Q: {{ prompt }}' };
  const { asked } = await runMap(label, given, rows, { model: () => 'Paris', side: { demos } });
  expect(asked[0]!.messages).toEqual([
    { role: 'user', content: 'Q: Capital of Italy?' },
    { role: 'assistant', content: 'Rome' },
    { role: 'user', content: 'Q: Capital of France?' },
  ]);
});

test('rows with messages keep them, documents are asked by their text, an old answer becomes the reference', async () => {
  const messages = [{ role: 'user', content: 'Hi' }];
  const mixed = rowsOf({ messages }, { text: 'A clause.' }, { prompt: 'Q', completion: 'old' });
  const result = await runMap(label, { model: 'teacher' }, mixed, { model: () => 'new' });
  expect(result.asked.map((request) => request.messages)).toEqual([
    messages,
    [{ role: 'user', content: 'A clause.' }],
    [{ role: 'user', content: 'Q' }],
  ]);
  expect(result.rows).toEqual([
    { messages, completion: 'new' },
    { text: 'A clause.', prompt: 'A clause.', completion: 'new' },
    { prompt: 'Q', reference: 'old', completion: 'new' },
  ]);
});

test('an empty reply is rejected and a cut-off one fails the row', async () => {
  const replies = [' \n', { text: 'Par', finish_reason: 'length' }];
  const two = rowsOf({ prompt: 'a' }, { prompt: 'b' });
  const result = await runMap(label, { model: 'teacher' }, two, { model: () => replies.shift()! });
  expect(result.rows).toEqual([]);
  expect(result.rejected).toEqual([{ id: 'r0', reason: 'empty-reply' }]);
  expect(result.failed).toEqual([{ id: 'r1', code: 'reply-cut-off' }]);
});

test('the columns it declares are the columns it makes', () => {
  const columns = (rows: string[]): readonly string[] => label.columns!({ rows }, { model: 'teacher' });
  expect(columns(['prompt', 'topic'])).toEqual(['prompt', 'topic', 'completion']);
  expect(columns(['text'])).toEqual(['text', 'prompt', 'completion']);
  expect(columns(['messages'])).toEqual(['messages', 'completion']);
  expect(columns(['prompt', 'completion'])).toEqual(['prompt', 'completion', 'reference']);
});

const says =
  (answers: Readonly<Record<string, string | { readonly text: string; readonly finish_reason: string }>>) =>
  (_: unknown, role: string) =>
    answers[role]!;

test('of several teachers the answer that more than half give is kept, as the first of them spelt it', async () => {
  const given = { model: 'a', voters: ['b', 'c'] };
  const model = says({ model: 'Lyon', 'voters:b': 'Paris', 'voters:c': 'paris.' });
  const result = await runMap(label, given, rows, { model });
  expect(result.asked).toHaveLength(3);
  expect(new Set(result.asked.map((request) => JSON.stringify(request))).size).toBe(1);
  expect(result.rows).toEqual([
    { prompt: 'Capital of France?', topic: 'places', completion: 'Paris', agreement: 2 / 3 },
  ]);
});

test('two teachers must agree, and a row on which they do not goes', async () => {
  const model = says({ model: 'Paris', 'voters:b': 'Lyon' });
  const apart = await runMap(label, { model: 'a', voters: ['b'] }, rows, { model });
  expect([apart.rows, apart.rejected]).toEqual([[], [{ id: 'r0', reason: 'no-agreement', detail: '1 of 2 teachers' }]]);
  const one = await runMap(label, { model: 'a', voters: ['b'], min_votes: 1 }, rows, { model });
  expect(one.rows).toMatchObject([{ completion: 'Paris', agreement: 0.5 }]);
});

test('a teacher whose reply cannot be used does not vote, and still counts among those that could', async () => {
  const cut = { text: 'Par', finish_reason: 'length' };
  const two = says({ model: cut, 'voters:b': 'Paris', 'voters:c': 'Paris' });
  const enough = await runMap(label, { model: 'a', voters: ['b', 'c'] }, rows, { model: two });
  expect(enough.rows).toMatchObject([{ completion: 'Paris', agreement: 2 / 3 }]);
  const one = says({ model: cut, 'voters:b': ' ', 'voters:c': 'Paris' });
  const few = await runMap(label, { model: 'a', voters: ['b', 'c'] }, rows, { model: one });
  expect(few.rejected).toEqual([{ id: 'r0', reason: 'no-agreement', detail: '1 of 3 teachers' }]);
});

test('votes that can never be had are a problem of the recipe, and every teacher is estimated', () => {
  const problems = (params: object): readonly unknown[] => label.check!(params as never, {}) as readonly unknown[];
  expect(problems({ model: 'a', voters: ['b'], min_votes: 3 })).toMatchObject([{ path: ['min_votes'] }]);
  expect(problems({ model: 'a', min_votes: 1 })).toMatchObject([{ path: ['min_votes'] }]);
  expect(problems({ model: 'a', voters: ['b'], min_votes: 2 })).toEqual([]);
  expect(label.estimate!(10, { model: 'a', voters: ['b', 'c'] })).toEqual({ calls: 30, by: { model: 1, voters: 2 } });
  expect(label.estimate!(10, { model: 'a' })).toEqual({ calls: 10 });
});
