import type { Plan } from '../../schemas/generated/plan.js';
import { parseBudget } from './budget-option.js';

const plan = { steps: [{ id: 'read' }, { id: 'practice.2.solve' }] } as unknown as Plan;

test("limits are the run's, or those of the step they name", () => {
  expect(parseBudget([], plan)).toBeUndefined();
  expect(parseBudget(['usd=0.5', 'calls=20', 'read.usd=5', 'read.tokens=7', 'practice.2.solve.calls=3'], plan)).toEqual(
    {
      budget: { usd: 0.5, calls: 20 },
      step_budgets: { read: { usd: 5, tokens: 7 }, 'practice.2.solve': { calls: 3 } },
    },
  );
  expect(parseBudget(['gpu_hours=2'], plan)).toEqual({ budget: { gpu_hours: 2 } });
});

test.each(['usd', 'usd=', 'usd=-1', 'usd=many', 'euros=3', 'calls=1.5', 'usd=1=2', '=3', 'usd= '])(
  '%p is refused with an example',
  (text) => {
    expect(() => parseBudget([text], plan)).toThrow(`not "${text}"`);
  },
);

test('a step that is not in the run is told with the nearest', () => {
  expect(() => parseBudget(['raed.usd=5'], plan)).toThrow(
    expect.objectContaining({ hint: expect.stringContaining('read') }),
  );
});
