import { rowsOf, runMap } from '../../../test/support/fake-context.js';
import { rationalize } from './rationalize.js';

const rows = rowsOf(
  { prompt: 'What is 9 times 2?', reference: '9 * 2 = 18\n#### 18' },
  { prompt: 'And 2 plus 2?', reference: '4' },
);

test('the model is told the answer, the record asks the question alone', async () => {
  const result = await runMap(rationalize, { model: 't' }, rows.slice(0, 1), {
    model: () => 'Nine twice is 18.\n#### 18.0',
  });
  expect(result.asked).toEqual([
    {
      messages: [
        {
          role: 'user',
          content:
            'What is 9 times 2?\n\nThe right answer is 18. Reason step by step until you arrive at it, as if it had not been told. Then write the last line: #### and the final answer alone.',
        },
      ],
      sampling: { temperature: 0 },
      sample_index: 0,
    },
  ]);
  expect(result.rows).toEqual([
    {
      prompt: 'What is 9 times 2?',
      reference: '9 * 2 = 18\n#### 18',
      rationale: 'Nine twice is 18.',
      answer: '18.0',
      gold: '18',
    },
  ]);
});

test('rows in except and parents of rows there are not asked, unless those are marked wrong', async () => {
  const set = rowsOf(...[1, 2, 3, 4].map((number) => ({ prompt: `q${number}`, reference: '1' })));
  const except = [
    { id: 's0', parents: ['r0'], correct: true },
    { id: 's1', parents: ['r1'], correct: false },
    { id: 'r2', parents: [] },
  ];
  const result = await runMap(rationalize, { model: 't' }, set, { model: () => 'so\n1', side: { except } });
  expect(result.rows.map((row) => row['prompt'])).toEqual(['q2', 'q4']);
  expect(result.rejected).toEqual([
    { id: 'r0', reason: 'already-right' },
    { id: 'r2', reason: 'already-right' },
  ]);
});

test('a reply must reason, and end in the answer it was told', async () => {
  const replies = ['so it is\n#### 17', '#### 18', '', { text: 'on and on', finish_reason: 'length' }];
  const set = rowsOf(...replies.map(() => ({ prompt: 'q', reference: '18' })));
  const result = await runMap(rationalize, { model: 't' }, set, { model: () => replies.shift()! });
  expect(result.rows).toEqual([]);
  expect(result.rejected).toEqual([
    { id: 'r0', reason: 'wrong-answer', detail: '17 is not 18' },
    { id: 'r1', reason: 'no-rationale' },
    { id: 'r2', reason: 'no-answer', detail: '' },
    { id: 'r3', reason: 'reply-cut-off' },
  ]);
});

test('an own template sees question, answer and marker', async () => {
  const given = { model: 't', marker: 'A:', prompt: '{{ question }} Explain why {{ answer }}, then {{ marker }}' };
  const result = await runMap(rationalize, given, rows.slice(1), { model: () => 'Two and two.\nA: 4' });
  expect(result.asked[0]!.messages).toEqual([{ role: 'user', content: 'And 2 plus 2? Explain why 4, then A:' }]);
  expect(result.rows[0]).toMatchObject({ prompt: 'And 2 plus 2?', rationale: 'Two and two.', answer: '4' });
});

test('a row without a right answer fails', async () => {
  const result = await runMap(rationalize, { model: 't' }, rowsOf({ prompt: 'q' }), { model: () => 'so\n1' });
  expect(result.failed).toEqual([{ id: 'r0', code: 'row-without-gold' }]);
});

test('its columns are known beforehand', () => {
  expect(rationalize.columns!({ rows: ['prompt', 'reference'] }, {} as never)).toEqual([
    'prompt',
    'reference',
    'rationale',
    'answer',
    'gold',
  ]);
});

test('rows without a right answer are refused before anything is asked', () => {
  const check = (rows: readonly string[], gold?: string): unknown => rationalize.check!({ gold } as never, { rows });
  expect(check(['prompt'])).toMatchObject([{ message: 'The rows have no right answer to reason towards.' }]);
  expect([check(['prompt', 'reference']), check(['prompt', 'solution'], 'solution')]).toEqual([[], []]);
});
