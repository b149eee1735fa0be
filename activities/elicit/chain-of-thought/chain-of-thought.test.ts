import { rowsOf, runMap } from '../../../test/support/fake-context.js';
import { chainOfThought } from './chain-of-thought.js';

const question = 'A robe takes 2 bolts of blue fiber and half that much white fiber. How many bolts?';
const rows = rowsOf({ prompt: question, reference: 'It takes 2/2=1 bolt of white.\n#### 3', topic: 'cloth' });

test('reasoning and answer are kept apart, the right answer is taken from the reference', async () => {
  const result = await runMap(chainOfThought, { model: 't' }, rows, {
    model: () => 'Half of 2 is 1. 2 + 1 = 3.\n#### 3',
  });
  expect(result.asked).toEqual([
    {
      messages: [
        {
          role: 'user',
          content: `${question}\n\nReason step by step. Then write the last line: #### and the final answer alone.`,
        },
      ],
      sampling: { temperature: 0 },
      sample_index: 0,
    },
  ]);
  expect(result.rows).toEqual([
    { ...withoutIdentity(rows[0]!), rationale: 'Half of 2 is 1. 2 + 1 = 3.', answer: '3', gold: '3' },
  ]);
});

test('the marker is a parameter, for the reply and for the gold column apart', async () => {
  const given = {
    model: 't',
    marker: 'A:',
    gold: 'reference',
    gold_marker: '####',
    prompt: '{{ prompt }} A:',
    system: 'Think.',
  };
  const result = await runMap(chainOfThought, given, rows, { model: () => 'so\nA: 4' });
  expect(result.rows[0]).toMatchObject({ rationale: 'so', answer: '4', gold: '3' });
  expect(result.asked[0]!.messages).toEqual([
    { role: 'system', content: 'Think.' },
    { role: 'user', content: `${question} A:` },
  ]);
});

test('each of several samples is asked afresh and may be rejected by itself', async () => {
  const given = { model: 't', samples: 4, temperature: 0.7 };
  const replies = ['#### 1', 'I do not know', { text: 'cut', finish_reason: 'length' }, 'so #### 3'];
  const result = await runMap(chainOfThought, given, rows, { model: ({ sample_index = 0 }) => replies[sample_index]! });
  expect(result.asked.map(({ sample_index }) => sample_index)).toEqual([0, 1, 2, 3]);
  expect(result.rows.map((row) => row['answer'])).toEqual(['1', '3']);
  expect(result.rejected).toEqual([
    { id: 'r0', reason: 'reply-cut-off' },
    { id: 'r0', reason: 'no-answer', detail: 'I do not know' },
  ]);
});

test('without a reference there is no gold, and a single cut-off reply fails the row', async () => {
  const bare = rowsOf({ prompt: 'q' }, { prompt: 'r' });
  const replies = ['#### 1', { text: '#### 2', finish_reason: 'length' }];
  const result = await runMap(chainOfThought, { model: 't' }, bare, { model: () => replies.shift()! });
  expect(result.rows).toEqual([{ prompt: 'q', rationale: '', answer: '1' }]);
  expect(result.failed).toEqual([{ id: 'r1', code: 'reply-cut-off' }]);
});

test('its columns and problems are known beforehand', () => {
  const columns = (given: string[], params: object): unknown =>
    chainOfThought.columns!({ rows: given }, params as never);
  expect(columns(['prompt'], {})).toEqual(['prompt', 'rationale', 'answer']);
  expect(columns(['prompt', 'reference'], {})).toEqual(['prompt', 'reference', 'rationale', 'answer', 'gold']);
  expect(columns(['prompt', 'key'], { gold: 'key' })).toContain('gold');
  expect(chainOfThought.check!({ samples: 2, temperature: 0 } as never, {})).toHaveLength(1);
  expect(chainOfThought.check!({ samples: 2, temperature: 1 } as never, {})).toEqual([]);
});
test('a reply that a row had becomes its reference: two replies in one row would teach the wrong one', async () => {
  const answered = rowsOf({ prompt: question, completion: 'By 2/2=1.\n#### 3' });
  const result = await runMap(chainOfThought, { model: 't' }, answered, { model: () => 'so\n#### 3' });
  expect(result.rows).toEqual([
    { prompt: question, reference: 'By 2/2=1.\n#### 3', rationale: 'so', answer: '3', gold: '3' },
  ]);
});

function withoutIdentity({ id: _id, parents: _parents, ...columns }: Record<string, unknown>): Record<string, unknown> {
  return columns;
}
