import type { PlanStep } from '../../../schemas/generated/plan.js';
import { createFailureTally } from './failed-rows.js';

const step = { id: 'read', failures: { max_share: 0.1 } } as PlanStep;
const failed = (failed_because: string, error: string, error_hint?: string) => ({
  id: 'r',
  parents: [],
  failed_because,
  error,
  ...(error_hint === undefined ? {} : { error_hint }),
});

test('as many rows as are allowed may fail', () => {
  const tally = createFailureTally('map');
  tally.add(failed('reply-cut-off', 'The reply was cut off.'));
  expect(tally.tooMany(step, 10)).toBeUndefined();
});

test('the commonest error speaks for all, with its own hint and the way on that helps', () => {
  const tally = createFailureTally('map');
  tally.add(failed('reply-cut-off', 'The reply was cut off.', 'Set a larger max_tokens.'));
  tally.add(failed('reply-cut-off', 'The reply was cut off.', 'Set a larger max_tokens.'));
  tally.add(failed('teacher-garbled', 'It answered with HTML.', 'Check base_url.'));
  expect(tally.tooMany(step, 10)).toMatchObject({
    code: 'too-many-failed-rows',
    message: '3 of 10 rows failed in step "read"; at most 1 may. Most often (2): The reply was cut off.',
    hint: expect.stringMatching(/^Set a larger max_tokens\. Then start a new run: /),
  });
});

test('trouble of the endpoint is mended and the run resumed', () => {
  const tally = createFailureTally('map');
  for (let row = 0; row < 3; row++) tally.add(failed('teacher-garbled', 'It answered with HTML.', 'Check base_url.'));
  expect(tally.tooMany(step, 10)?.hint).toMatch(/^Check base_url\. Then resume: /);
});

test('a model under measure that gives no usable reply has answered wrongly; one that cannot be asked is trouble', () => {
  const tally = createFailureTally('measure');
  tally.add(failed('reply-invalid', 'No JSON.'));
  expect(tally.failed).toBe(0);
  tally.add(failed('teacher-garbled', 'It answered with HTML.'));
  expect(tally.failed).toBe(1);
});
