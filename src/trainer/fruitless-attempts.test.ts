import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LimbeckError } from '../core/errors.js';
import { countAttempt, FRUITLESS_LIMIT } from './fruitless-attempts.js';

interface Job {
  begin(): ReturnType<typeof countAttempt>;
  /** The trainer leaves a checkpoint. */
  reach(step: number): void;
  readonly record: string;
}

function newJob(): Job {
  const work = mkdtempSync(join(tmpdir(), 'limbeck-attempts-'));
  const checkpoints = join(work, 'checkpoints');
  return {
    begin: () => countAttempt(work, checkpoints),
    reach: (step) => {
      mkdirSync(join(checkpoints, `step-${String(step).padStart(8, '0')}-token-1`), { recursive: true });
    },
    record: join(work, 'attempts.json'),
  };
}

const death = new LimbeckError({
  code: 'trainer-killed',
  message: 'The trainer was killed.',
  hint: 'h',
  kind: 'transient',
});

test('a trainer that dies at one step waits longer each time, and the sixth death is the last', () => {
  const job = newJob();
  const fates = Array.from({ length: FRUITLESS_LIMIT }, () => {
    const { code, kind, retryAfterMs } = job.begin().judge(death) as LimbeckError;
    return [code, kind, retryAfterMs];
  });
  expect(fates).toEqual([
    ['trainer-killed', 'transient', 2_000],
    ['trainer-killed', 'transient', 6_000],
    ['trainer-killed', 'transient', 18_000],
    ['trainer-killed', 'transient', 54_000],
    ['trainer-killed', 'transient', 162_000],
    ['training-stuck', 'fatal', undefined],
  ]);
});

test('one that comes further each time may die as often as it likes', () => {
  const job = newJob();
  for (let attempt = 1; attempt <= 20; attempt++) {
    const counted = job.begin();
    job.reach(attempt * 10);
    expect(counted.judge(death)).toMatchObject({ kind: 'transient', retryAfterMs: 2_000 });
  }
});

test('the message says where it stands, how it died, and what to do', () => {
  const job = newJob();
  job.reach(40);
  for (let attempt = 1; attempt < FRUITLESS_LIMIT; attempt++) job.begin().judge(death);
  expect(job.begin().judge(death)).toMatchObject({
    code: 'training-stuck',
    message:
      'Training ended 6 times in a row without coming past its checkpoint at step 40. The last time: The trainer was killed.',
    hint: expect.stringContaining('batch_size'),
  });
});

test('an attempt that dies with its worker is counted, one that is ended on purpose is not', () => {
  const job = newJob();
  for (let attempt = 0; attempt < 10; attempt++) job.begin().forgive();
  for (let attempt = 0; attempt < FRUITLESS_LIMIT; attempt++) job.begin();
  expect(() => job.begin()).toThrow(
    'Training ended 6 times in a row without coming past its first checkpoint. Its worker was lost with it each time.',
  );
});

test('after it was given up, a resume counts from the start', () => {
  const job = newJob();
  for (let attempt = 0; attempt < FRUITLESS_LIMIT; attempt++) job.begin();
  expect(() => job.begin()).toThrow('in a row');
  expect(existsSync(job.record)).toBe(false);
  expect(job.begin().judge(death)).toMatchObject({ kind: 'transient', retryAfterMs: 2_000 });
});

test('what the trainer itself calls final stays as it is', () => {
  const refused = new LimbeckError({ code: 'trainer-out-of-memory', message: 'Too large.' });
  expect(newJob().begin().judge(refused)).toBe(refused);
});

test('an error nobody expected counts like a death', () => {
  const job = newJob();
  const odd = new Error('odd');
  for (let attempt = 1; attempt < FRUITLESS_LIMIT; attempt++) expect(job.begin().judge(odd)).toBe(odd);
  expect(job.begin().judge(odd)).toMatchObject({ code: 'training-stuck', message: expect.stringContaining('odd') });
});
