import { rowsOf, runMap } from '../../../test/support/fake-context.js';
import { selfSample } from './self-sample.js';

const question = 'A robe takes 2 bolts of blue fiber and half that much white fiber. How many bolts?';
const rows = rowsOf({ prompt: question, reference: '2/2=1, 2+1=3\n#### 3', topic: 'cloth' });

test('the model gets the bare question, several times, and each answer is a record of its own', async () => {
  const replies = ['2 / 2 = 1.\n2 + 1 = 3.\n3', 'I think\n#### 4'];
  const result = await runMap(selfSample, { model: 's', samples: 2 }, rows, {
    model: ({ sample_index = 0 }) => replies[sample_index]!,
  });
  expect(result.asked).toEqual(
    [0, 1].map((sample_index) => ({
      messages: [{ role: 'user', content: question }],
      sampling: { temperature: 0.7 },
      sample_index,
    })),
  );
  const common = { prompt: question, reference: '2/2=1, 2+1=3\n#### 3', topic: 'cloth', gold: '3' };
  expect(result.rows).toEqual([
    { ...common, rationale: '2 / 2 = 1.\n2 + 1 = 3.', answer: '3' },
    { ...common, rationale: 'I think', answer: '4' },
  ]);
});

test('an answer that cannot be used costs itself alone', async () => {
  const replies = ['', 'so ####', { text: 'cut', finish_reason: 'length' }, '#### 3'];
  const result = await runMap(selfSample, { model: 's' }, rows, {
    model: ({ sample_index = 0 }) => replies[sample_index]!,
  });
  expect(result.rows.map((row) => row['answer'])).toEqual(['3']);
  expect(result.rejected).toEqual([
    { id: 'r0', reason: 'reply-cut-off' },
    { id: 'r0', reason: 'no-answer', detail: '' },
    { id: 'r0', reason: 'no-answer', detail: 'so ####' },
  ]);
  expect(result.failed).toEqual([]);
});

test('the reasoning, answer and verdict that a row had are replaced, and do not count as right', async () => {
  const taught = rowsOf({ prompt: 'q', rationale: 'old', answer: '7', gold: '8', correct: false });
  const result = await runMap(selfSample, { model: 's', samples: 1 }, taught, { model: () => 'new\n8' });
  expect(result.rows).toEqual([{ prompt: 'q', rationale: 'new', answer: '8', gold: '8' }]);
});

test('an own template and a column of its own for the right answer', async () => {
  const given = { model: 's', samples: 1, prompt: 'Solve: {{ prompt }}', gold: 'key', gold_marker: '=' };
  const result = await runMap(selfSample, given, rowsOf({ prompt: 'q', key: '1 + 1 = 2' }), { model: () => '2' });
  expect(result.asked[0]!.messages).toEqual([{ role: 'user', content: 'Solve: q' }]);
  expect(result.rows).toEqual([{ prompt: 'q', key: '1 + 1 = 2', rationale: '', answer: '2', gold: '2' }]);
});

test('its columns and problems are known beforehand', () => {
  const columns = (given: string[], params: object): unknown => selfSample.columns!({ rows: given }, params as never);
  expect(columns(['prompt'], {})).toEqual(['prompt', 'rationale', 'answer']);
  expect(columns(['prompt', 'completion'], {})).toEqual(['prompt', 'reference', 'rationale', 'answer', 'gold']);
  expect(selfSample.check!({ samples: 4, temperature: 0 } as never, {})).toHaveLength(1);
  expect(selfSample.estimate!(10, { samples: 4 } as never)).toEqual({ calls: 40 });
});
