import { MockActivityEnvironment } from '@temporalio/testing';
import { ActivityCancellationDetails } from '@temporalio/common';
import type { ActivityScope } from './scope.js';
import { withHeartbeat } from './with-heartbeat.js';

interface Seen {
  readonly aborted: readonly string[];
  readonly failed: string;
}

/** What an activity's work sees when the service cancels it for a reason, in the order it sees it. */
async function seenWhen(reason: ConstructorParameters<typeof ActivityCancellationDetails>[0]): Promise<Seen> {
  const environment = new MockActivityEnvironment();
  const aborted: string[] = [];
  const work = (scope: ActivityScope): Promise<never> =>
    new Promise((_resolve, reject) => {
      const note = (name: string, signal: AbortSignal | undefined): void =>
        signal?.addEventListener('abort', () => {
          aborted.push(name);
          // All that follow from one cancellation come in one turn.
          setImmediate(() => reject(new Error('ended')));
        });
      note('signal', scope.signal);
      note('stopping', scope.stopping);
      note('givenUp', scope.givenUp);
      environment.cancel('CANCELLED', new ActivityCancellationDetails(reason));
    });
  const input = { stopping: new AbortController().signal, isPausing: () => Promise.resolve(false) };
  const failed = await environment
    .run(() => withHeartbeat(input, work))
    .then(
      () => 'nothing',
      (error: unknown) => (error as Error).name,
    );
  return { aborted, failed };
}

test('a cancelled run breaks off what is under way', async () => {
  expect(await seenWhen({ cancelRequested: true })).toEqual({ aborted: ['signal'], failed: 'CancelledFailure' });
});

test.each([{ notFound: true }, { timedOut: true }])(
  'an attempt that the service gave up (%j) begins nothing more, but may end what it pays for',
  async (reason) => {
    expect(await seenWhen(reason)).toEqual({ aborted: ['givenUp', 'stopping'], failed: 'CancelledFailure' });
  },
);
