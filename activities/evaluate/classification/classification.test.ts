import { foldAcross, foldRows, rowsOf, runMap, tablesOf } from '../../../test/support/fake-context.js';
import { LimbeckError } from '../../../src/core/errors.js';
import { classification } from './classification.js';

const rows = rowsOf({ prompt: 'Is it raining?', completion: 'Yes' });
const judged = async (given: object, reply: string): Promise<unknown> => {
  const world = { model: () => reply, asModel: 'm' };
  return (await runMap(classification, { models: ['m'], ...given }, rows, world)).rows[0];
};

test.each([
  [{}, 'yes.', { prediction: 'yes.', correct: true }],
  [{ normalise: 'loose' }, 'yes.', { correct: false }],
  [{ normalise: 'loose' }, ' YES ', { correct: true }],
  [{ normalise: 'none' }, 'yes', { correct: false }],
  [{}, 'Maybe', { correct: false }],
  [{}, '  ', { correct: false, failure: 'no-label' }],
])('with %j the reply %j gives %j', async (given, reply, expected) => {
  expect(await judged(given, reply)).toMatchObject({ gold: 'Yes', ...expected });
});

test('the model is asked the bare prompt, or its own without the label', async () => {
  const given = { models: ['m'], prompts: { m: 'Yes or no: {{ prompt }}' } };
  const own = await runMap(classification, given, rows, { model: () => 'no', asModel: 'm' });
  expect(own.asked[0]!.messages).toEqual([{ role: 'user', content: 'Yes or no: Is it raining?' }]);
  const cheating = { models: ['m'], prompts: { m: '{{ completion }}' } };
  await expect(runMap(classification, cheating, rows, { asModel: 'm' })).rejects.toThrow('undefined variable');
});

test('a row without a label, or with one that is none of the given, fails for every model', async () => {
  const set = rowsOf({ prompt: 'q' }, { prompt: 'q', completion: 'red' }, { prompt: 'q', completion: 'GREEN ' });
  const given = { models: ['m'], labels: ['Green', 'blue'] };
  const { failed, rows: kept } = await runMap(classification, given, set, { model: () => 'green', asModel: 'm' });
  expect(failed).toEqual([
    { id: 'r0', code: 'row-without-gold' },
    { id: 'r1', code: 'row-without-gold' },
  ]);
  expect(kept).toEqual([{ prompt: 'q', gold: 'Green', prediction: 'green', correct: true }]);
});

test('a reply that is cut off or filtered is wrong', async () => {
  const cut = { model: () => ({ text: 'Yes', finish_reason: 'length' }), asModel: 'm' };
  expect((await runMap(classification, { models: ['m'] }, rows, cut)).rows[0]).toMatchObject({
    correct: false,
    failure: 'reply-cut-off',
  });
  const model = (): never => {
    throw new LimbeckError({ code: 'reply-filtered', message: 'No.', kind: 'row' });
  };
  expect((await runMap(classification, { models: ['m'] }, rows, { model, asModel: 'm' })).rows[0]).toMatchObject({
    prediction: '',
    failure: 'reply-filtered',
  });
});

test('labels that are compared as one are a problem of the recipe', () => {
  const check = (labels: string[], normalise: string): unknown =>
    classification.check!({ models: ['m'], labels, normalise } as never, {});
  expect(check(['yes', 'no', 'Yes!'], 'answer')).toEqual([
    {
      path: ['labels', 2],
      message: '"Yes!" and "yes" are one label as they are compared.',
      hint: 'Name one of them, or compare with normalise: none.',
    },
  ]);
  expect(check(['yes', 'no', 'Yes!'], 'none')).toEqual([]);
});

const said = (gold: string, prediction: string, failure?: string) => ({
  gold,
  prediction,
  correct: gold === prediction,
  ...(failure === undefined ? {} : { failure }),
});
const predictions = [
  ...Array.from({ length: 6 }, () => said('yes', 'yes')),
  said('yes', 'no'),
  said('yes', 'perhaps'),
  said('no', 'no'),
  said('no', '', 'no-label'),
];

test('accuracy, F1, the baseline of the commonest label, invented labels and unusable replies', async () => {
  const metrics = await foldRows(classification, { models: ['m'] }, predictions);
  expect(metrics['accuracy']).toMatchObject({ value: 0.7, n: 10 });
  // yes: 2*6 / (8 + 6); no: 2*1 / (2 + 2).
  expect(metrics['macro_f1']!.value).toBeCloseTo((12 / 14 + 2 / 4) / 2, 12);
  expect(metrics['macro_f1']!.low).toBeLessThan(metrics['macro_f1']!.value);
  expect(metrics['macro_f1']!.high).toBeGreaterThan(metrics['macro_f1']!.value);
  expect(metrics['micro_f1']!.value).toBeCloseTo(14 / 18, 12);
  expect(metrics['majority_baseline']).toEqual({ value: 0.8, n: 10 });
  expect(metrics['invented_labels']).toEqual({ value: 0.1, n: 10 });
  expect(metrics['parse_failures']).toEqual({ value: 0.1, n: 10 });
});

test('failed rows count as wrong in every metric, and a set without rows has none of them right', async () => {
  const metrics = await foldRows(classification, { models: ['m'] }, predictions, 10);
  expect(metrics['accuracy']).toMatchObject({ value: 0.35, n: 20 });
  expect(metrics['macro_f1']!.value).toBeCloseTo((12 / (16 + 6) + 2 / (4 + 2)) / 2, 12);
  expect(metrics['parse_failures']).toEqual({ value: 0.55, n: 20 });
  const none = await foldRows(classification, { models: ['m'] }, [], 0);
  expect(Object.values(none).every(({ value, n }) => value === 0 && n === 0)).toBe(true);
});

test('the tables tell each label, what is taken for what, and what was made up', async () => {
  const tables = await tablesOf(classification, { models: ['m'], labels: ['yes', 'no', 'open'] }, predictions, 2);
  expect(tables[0]!.rows).toEqual([
    ['yes', 8, 6, '1.000', (6 / 9.6).toFixed(3), (12 / 15.6).toFixed(3)],
    ['no', 2, 2, '0.500', (1 / 2.4).toFixed(3), (2 / 4.4).toFixed(3)],
    ['open', 0, 0, '-', '-', '-'],
  ]);
  expect(tables[0]!.note).toMatch(/^2 failed rows/);
  expect(tables[1]).toMatchObject({
    columns: ['gold', 'yes', 'no', 'open', 'none of them', 'no answer'],
    rows: [
      ['yes', 6, 1, 0, 1, 0],
      ['no', 0, 1, 0, 0, 1],
      ['open', 0, 0, 0, 0, 0],
    ],
  });
  expect(tables[2]).toMatchObject({ title: 'Invented labels', rows: [['perhaps', 1]] });
});

test('of many labels the commonest confusions stand for the matrix, and what is not shown is counted', async () => {
  const many = Array.from({ length: 26 }, (_, at) => said(`l${at}`, `l${(at + 1) % 26}`));
  const [, confusions] = await tablesOf(classification, { models: ['m'] }, [...many, many[3]!]);
  expect(confusions!.rows[0]).toEqual(['l3', 'l4', 2]);
  expect(confusions!.rows).toHaveLength(20);
  expect(confusions!.note).toBe('6 more kinds of confusion are not shown.');
});

test('two models are compared on the same rows', async () => {
  const a = [{ ...said('yes', 'yes'), parents: ['q'] }];
  const b = [{ ...said('yes', 'no'), parents: ['q'] }];
  const { tables } = await foldAcross(classification, { models: ['a', 'b'] }, { a, b });
  expect(tables![0]!.rows).toEqual([['a', 'b', 0, 1, 0, 0, '1.000']]);
});
