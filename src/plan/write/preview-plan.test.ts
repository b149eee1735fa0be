import { smallPlan } from '../../../test/support/small-plan.js';
import { previewPlan } from './preview-plan.js';

const plan = smallPlan({
  data: { seeds: 50, gold: 20, 'held-out': 30 },
  steps: [
    { id: 'write', use: 'elicit/grow', shape: 'grow', from: { seeds: 'seeds' }, with: { target: 500 } },
    { id: 'read', use: 'elicit/ask', shape: 'map', from: { rows: 'write' }, review: { rows: 5 }, when: 'true' },
    { id: 'label', use: 'elicit/ask', shape: 'map', from: { rows: 'gold' } },
    { id: 'clean', use: 'refine/clean', shape: 'reduce', from: { rows: 'read', against: 'held-out' } },
    { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'clean' }, models: { student: ['base'] } },
    { id: 'score', use: 'evaluate/match', shape: 'measure', from: { rows: 'held-out' }, needs: ['tune'] },
  ],
});

test('a preview keeps the step and what it needs, grows no more than is wanted, and waits for nobody', () => {
  const { plan: cut } = previewPlan(plan, 'clean', 3);
  expect(cut.steps.map(({ id }) => id)).toEqual(['write', 'read', 'clean']);
  expect(cut.steps[0]).toMatchObject({ with: { target: 3 }, identity: { with: { target: 3 } } });
  expect(cut.steps[1]).not.toHaveProperty('review');
  expect(cut.steps[1]).not.toHaveProperty('when');
  expect(cut.steps.map(({ failures }) => failures.max_share)).toEqual([1, 1, 1]);
});

test('what is grown from or compared with is read whole, what rows are made of is cut', () => {
  expect([...previewPlan(plan, 'clean', 3).whole].toSorted()).toEqual(['held-out', 'seeds']);
  expect([...previewPlan(plan, 'label', 3).whole]).toEqual([]);
});

test.each([
  ['tune', 'Step "tune" trains; a preview does not.'],
  ['score', 'Step "score" needs what "tune" trains; a preview trains nothing.'],
  ['lable', 'The recipe has no step "lable".'],
])('a preview of %s is refused', (step, message) => {
  expect(() => previewPlan(plan, step, 3)).toThrow(message);
});
