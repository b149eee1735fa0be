import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { LimbeckError, type FailureKind } from '../src/core/errors.js';
import { toFailure } from './to-failure.js';

test.each<[FailureKind, boolean]>([
  ['transient', false],
  ['row', true],
  ['fatal', true],
  ['budget', true],
])('%s errors are final: %s', (kind, nonRetryable) => {
  const failure = toFailure(
    new LimbeckError({ code: 'some-code', message: 'M.', hint: 'H.', kind }),
  ) as ApplicationFailure;
  expect([failure.type, failure.message, failure.nonRetryable, failure.details]).toEqual([
    'some-code',
    'M.',
    nonRetryable,
    [{ hint: 'H.', kind }],
  ]);
});

test.each([
  [1_500, 1_500],
  [0, undefined],
])('a wait of %s ms that the other side asked for delays the next attempt by %s', (retryAfterMs, delay) => {
  const error = new LimbeckError({ code: 'rate-limited', message: 'M.', kind: 'transient', retryAfterMs });
  expect((toFailure(error) as ApplicationFailure).nextRetryDelay ?? undefined).toBe(delay);
});

test.each([
  ['ENOSPC', 'disk-full', true],
  ['EACCES', 'folder-not-writable', true],
  ['ECONNRESET', 'internal-error', false],
])('%s is %s', (errno, type, nonRetryable) => {
  expect(toFailure(Object.assign(new Error('x'), { code: errno }))).toMatchObject({ type, nonRetryable });
});

test('a mistake in code is not tried again, and an aborted activity is cancelled whatever it threw', () => {
  expect(toFailure(new TypeError('undefined is not a function'))).toMatchObject({
    type: 'internal-error',
    nonRetryable: true,
  });
  const reason = new CancelledFailure('CANCELLED');
  expect(toFailure(new Error('socket closed'), AbortSignal.abort(reason))).toBe(reason);
});
