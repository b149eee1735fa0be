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
