import { readFileSync } from 'node:fs';
import type { Plan } from '../../../schemas/generated/plan.js';
import { renderPlan } from './render-plan.js';
import { createStyle } from './style.js';

const golden = JSON.parse(readFileSync('test/recipes/fixtures/good/contract-terms/plan.golden.json', 'utf8')) as Plan;
const plan: Plan = {
  ...golden,
  steps: [],
  warnings: ['One word after another, more of them than eighty columns can hold beside it.'],
};
const plain = createStyle({}, {});
const linesAt = (width?: number): string[] => renderPlan(plan, new Map(), plain, width).split('\n');

test('on a narrow terminal description and warnings are broken between words', () => {
  const lines = linesAt(60);
  expect(lines.slice(0, 3)).toEqual([
    'contract-terms 0.1.0',
    'Read start date, duration and notice period out of a',
    'contract clause, on a laptop.',
  ]);
  expect(lines.slice(-2)).toEqual([
    'warning: One word after another, more of them than eighty',
    'columns can hold beside it.',
  ]);
});

test('in a pipe the description stands beside the name, whole', () => {
  expect(linesAt()[0]).toBe(`contract-terms 0.1.0  ${plan.recipe.description}`);
});

test('a step in batch mode says so', () => {
  const read = golden.steps.find(({ use }) => use === 'elicit/label')!;
  const steps = [read, { ...read, id: 'cheap', mode: 'batch' as const }];
  const lines = renderPlan({ ...plan, steps }, new Map(), plain).split('\n');
  expect(lines.find((line) => line.startsWith(read.id))).not.toContain('in batches');
  expect(lines.find((line) => line.startsWith('cheap'))).toContain('elicit/label, in batches');
});
