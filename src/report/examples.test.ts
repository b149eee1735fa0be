import { expect, test } from '@jest/globals';
import type { ReportMeasured } from '../../schemas/generated/report.js';
import { rowsOf, sourceOf } from '../../test/support/fake-context.js';
import { pickExamples } from './examples.js';

const model = (name: string): ReportMeasured => ({ name, display: name, role: 'reference', metrics: {} });

const pick = (rows: readonly Record<string, unknown>[], columns?: { prediction: string; verdict: string }) =>
  pickExamples([model('m')], [{ model: 'm', source: sourceOf(rowsOf(...rows)), isIts: () => true }], {
    kind: 'prompt',
    columns,
  });

test('rows with scores are shown by their lowest and highest, whatever their order', async () => {
  const scores = [0.5, 0.1, 0.9, 0.2, 0.7, 0.3, 0.8, 0.4];
  const found = await pick(
    scores.map((score) => ({ prompt: `p${score}`, ranked: ['a', 'b'], score })),
    { prediction: 'ranked', verdict: 'score' },
  );
  expect(found.map(({ chosen, predictions }) => [chosen, predictions[0]!.verdict])).toEqual([
    ['lowest', 0.1],
    ['lowest', 0.2],
    ['lowest', 0.3],
    ['highest', 0.9],
    ['highest', 0.8],
    ['highest', 0.7],
  ]);
  expect(found[0]).not.toHaveProperty('gold');
  expect(found[0]!.predictions[0]).toEqual({ model: 'm', text: { text: '["a","b"]', left_out: 0 }, verdict: 0.1 });
});

test('of few rows with scores none is shown twice', async () => {
  const found = await pick([{ prompt: 'p', ranked: [], score: 1 }], { prediction: 'ranked', verdict: 'score' });
  expect(found.map(({ chosen }) => chosen)).toEqual(['lowest']);
});

test('verdicts in words are won, lost or neither, and stay words', async () => {
  const words = ['tie', 'win', 'loss', 'undecidable', 'win'];
  const found = await pick(
    words.map((verdict) => ({ prompt: 'p', said: 'x', verdict })),
    { prediction: 'said', verdict: 'verdict' },
  );
  expect(found.map(({ row, chosen, predictions }) => [row, chosen, predictions[0]!.verdict])).toEqual([
    ['r2', 'wrong', 'loss'],
    ['r0', 'undecided', 'tie'],
    ['r3', 'undecided', 'undecidable'],
    ['r1', 'correct', 'win'],
    ['r4', 'correct', 'win'],
  ]);
});

test('rows of 0.1.0 are shown by prediction, gold and correct', async () => {
  const found = await pick([{ prompt: 'p', prediction: 'x', gold: 'y', correct: false, failure: 'no-json' }]);
  expect(found).toMatchObject([
    {
      chosen: 'wrong',
      gold: { text: 'y' },
      predictions: [{ text: { text: 'x' }, correct: false, failure: 'no-json' }],
    },
  ]);
});
