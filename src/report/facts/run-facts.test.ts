import { expect, test } from '@jest/globals';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { RunEvidence } from './run-evidence.js';
import { activeMs, describeCommands } from './run-facts.js';

const started = (at: string, attempt: number): RunEvent => ({
  at,
  type: 'run-started',
  run: 'r',
  recipe: 'x',
  attempt,
  steps: [],
});
const note = (at: string): RunEvent => ({ at, type: 'note', level: 'info', message: '' });

test('the time between attempts is not time at work, and an event told twice adds nothing', () => {
  const events = [
    started('2026-03-01T10:00:00Z', 1),
    note('2026-03-01T10:00:05Z'),
    started('2026-03-01T10:00:00Z', 1),
    { at: '2026-03-08T09:59:00Z', type: 'budget-raised' as const, limits: ['usd=5'] },
    started('2026-03-08T10:00:00Z', 2),
    note('2026-03-08T10:00:03Z'),
    started('2026-03-08T10:00:00Z', 2),
  ];
  expect(activeMs(events)).toBe(8000);
});

test('a run without events has not worked', () => expect(activeMs([])).toBe(0));

test.each([
  ['failed', 'limbeck resume r-1'],
  ['budget', 'limbeck resume r-1'],
  ['done', undefined],
  // Resumed, the gate would look at the same metrics.
  ['gate-not-met', undefined],
])('after the outcome %s the command that goes on is %s', (outcome, resume) => {
  const plan = { recipe: { file: 'recipe.yaml' }, profile: 'default', params: {} };
  const evidence = { run: 'r-1', plan, view: { outcome } } as unknown as RunEvidence;
  expect(describeCommands(evidence).resume).toBe(resume);
});
