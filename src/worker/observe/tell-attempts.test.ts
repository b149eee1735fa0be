import { hostname } from 'node:os';
import { ApplicationFailure } from '@temporalio/common';
import { DefaultLogger } from '@temporalio/worker';
import { MockActivityEnvironment } from '@temporalio/testing';
import type { Activities } from '../../core/ports.js';
import type { RunEventInput } from '../../runs/contract.js';
import { tellAttempts, type ToldActivities } from './tell-attempts.js';

const worker = `${process.pid}@${hostname()}`;
const chunk = { run: 'r', step: 'read', key: 'k', inputs: {}, models: {}, part: 'rows', from: 0, to: 9 };
const work = { step: 'read', activity: 'runChunk', part: 'rows', from: 0, to: 9, worker };
const joined = { type: 'worker-joined', worker, queues: ['cpu'] };

let told: RunEventInput[] = [];
beforeEach(() => (told = []));

function wrap(some: Partial<Activities>): ToldActivities {
  const append = async (_: string, event: RunEventInput): Promise<void> => void told.push(event);
  return tellAttempts(some as Activities, { runs: { append }, queues: ['cpu'] });
}

/** The attempt with this number of three. */
async function attempt(number: number, activities: Activities): Promise<unknown> {
  const environment = new MockActivityEnvironment(
    { attempt: number, retryPolicy: { maximumAttempts: 3 } },
    { logger: new DefaultLogger('ERROR') },
  );
  return environment.run((input: typeof chunk) => activities.runChunk(input), chunk).catch((error: unknown) => error);
}

test('a worker that does work of a run at the first attempt says only that it is there', async () => {
  const { activities, leave } = wrap({ runChunk: async () => ({ out: 9, rejected: 0, failed: 0 }) });
  expect(await attempt(1, activities)).toEqual({ out: 9, rejected: 0, failed: 0 });
  await attempt(1, activities);
  await leave();
  expect(told).toEqual([joined, { type: 'worker-left', worker }]);
});

test('what failed is told with why, and whether it is tried again', async () => {
  const details = [{ hint: 'Wait.' }];
  const failure = (nonRetryable: boolean): ApplicationFailure =>
    ApplicationFailure.create({ type: 'teacher-down', message: 'It is down.', nonRetryable, details });
  const failures = [failure(false), failure(false), failure(true)];
  const { activities } = wrap({
    runChunk: async () => {
      throw failures.shift()!;
    },
  });
  for (const number of [1, 3, 1]) await attempt(number, activities);
  const error = { code: 'teacher-down', message: 'It is down.', hint: 'Wait.' };
  expect(told).toEqual([
    joined,
    { type: 'attempt-failed', ...work, attempt: 1, error, retried: true },
    { type: 'attempt-started', ...work, attempt: 3 },
    { type: 'attempt-failed', ...work, attempt: 3, error, retried: false },
    { type: 'attempt-failed', ...work, attempt: 1, error, retried: false },
  ]);
});

test('an event that cannot be written does not end the work', async () => {
  const append = (): Promise<void> => Promise.reject(new Error('disk full'));
  const runChunk = async (): ReturnType<Activities['runChunk']> => ({ out: 1, rejected: 0, failed: 0 });
  const { activities } = tellAttempts({ runChunk } as unknown as Activities, { runs: { append }, queues: [] });
  expect(await attempt(2, activities)).toEqual({ out: 1, rejected: 0, failed: 0 });
});
