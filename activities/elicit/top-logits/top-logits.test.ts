import { rowsOf, runMap } from '../../../test/support/fake-context.js';
import { topLogits } from './top-logits.js';

const rows = rowsOf({ prompt: 'Capital of France?', completion: 'Paris', topic: 'places' });
const scored = { prompt_ids: [1, 2], completion_ids: [7, 8], tokenizer: 'ab'.repeat(32), values: Buffer.from('block') };

test('the reply stays as it is, and what the teacher says of each of its tokens goes beside it', async () => {
  const result = await runMap(topLogits, { model: 'teacher' }, rows, { logits: () => scored });
  expect(result.askedSo).toEqual([
    {
      kind: 'logits',
      messages: [{ role: 'user', content: 'Capital of France?' }],
      completion: 'Paris',
      top: 64,
      temperature: 1,
    },
  ]);
  expect(result.rows).toEqual([{ prompt: 'Capital of France?', completion: 'Paris', topic: 'places', ...scored }]);
});

test("the teacher's template and system message leave no trace in the record but in the ids it saw", async () => {
  const given = {
    model: 'teacher',
    top: 3,
    temperature: 2,
    prompt: 'In one word: {{ prompt }}',
    system: '{{ topic }}',
  };
  const result = await runMap(topLogits, given, rows, { logits: () => scored });
  expect(result.askedSo).toEqual([
    {
      kind: 'logits',
      messages: [
        { role: 'system', content: 'places' },
        { role: 'user', content: 'In one word: Capital of France?' },
      ],
      completion: 'Paris',
      top: 3,
      temperature: 2,
    },
  ]);
  expect(result.rows[0]).toMatchObject({ prompt: 'Capital of France?', completion: 'Paris' });
});

test('rows with messages are asked with them, and a row without a reply fails alone', async () => {
  const messages = [{ role: 'user', content: 'Hi' }];
  const mixed = rowsOf({ messages, completion: 'Hello' }, { prompt: 'a', completion: 3 });
  const result = await runMap(topLogits, { model: 'teacher' }, mixed, { logits: () => scored });
  expect(result.askedSo).toMatchObject([{ messages, completion: 'Hello' }]);
  expect(result.failed).toEqual([{ id: 'r1', code: 'row-without-completion' }]);
});

test('the columns it declares are the columns it makes', async () => {
  const [made] = (await runMap(topLogits, { model: 'teacher' }, rows, { logits: () => scored })).rows;
  const declared = topLogits.columns!(
    { rows: ['prompt', 'completion', 'topic'] },
    { model: 'x', top: 1, temperature: 1 },
  );
  expect(Object.keys(made!).toSorted()).toEqual([...declared].toSorted());
});
