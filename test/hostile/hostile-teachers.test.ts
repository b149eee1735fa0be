import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toFailure } from '../../activities/to-failure.js';
import type { LimbeckError } from '../../src/core/errors.js';
import type { ChunkResult } from '../../src/core/ports.js';
import { failureOf } from '../support/provider-under-test.js';
import { answers, first, type Behaviour } from '../support/scripted-teacher.js';
import { repoRoot } from '../support/source-tree.js';
import { FAULTS, renderFaults, type HostileFault } from './faults.js';
import { openHostileWorld, type HostileWorld } from './hostile-world.js';

let world: HostileWorld | undefined;
afterEach(async () => {
  await world?.close();
  world = undefined;
});
const open = async (...input: Parameters<typeof openHostileWorld>): Promise<HostileWorld> =>
  (world = await openHostileWorld(...input));
/** One at a time: what is asked is the same each time. */
const limits = { concurrency: 1, retries: 2 };
/** Hanging requests are waited for in real time; a healthy answer must come within it on a busy machine as well. */
const limitsFor = ({ code }: HostileFault) => ({ ...limits, timeout_seconds: code === 'teacher-timeout' ? 1 : 20 });
const does =
  (fault: HostileFault): Behaviour =>
  () =>
    fault.does;

describe('a fault that begins after two rows and lasts', () => {
  test.each(FAULTS)('$what', async (fault) => {
    const { teacher, chunk, slept, failures } = await open(4, limitsFor(fault));
    teacher.behave(first(2, answers, does(fault)));
    const outcome = await chunk(0, 4).catch((error: unknown) => error as LimbeckError);

    // Bounded: so many requests, no hidden loop, and the time they may take.
    expect(teacher.asked).toBe(2 + 2 * fault.requests);
    expect(slept.reduce((sum, ms) => sum + ms, 0)).toBeLessThan(2 * 60_000);
    if (fault.kind === 'none') expect(outcome).toEqual({ out: 4, rejected: 0, failed: 0 });
    else if (fault.kind === 'row') {
      expect(outcome).toEqual({ out: 2, rejected: 0, failed: 2 });
      expect(await failures(0, 4)).toEqual([fault.code, fault.code]);
    } else {
      expect(outcome).toMatchObject({ kind: fault.kind, code: fault.code, hint: expect.any(String) });
      // Temporal tries the chunk again for the one, and ends the run for the other.
      expect(toFailure(outcome)).toMatchObject({ nonRetryable: fault.kind === 'fatal', type: fault.code });
    }

    // Mended: the rows that are missing are asked for, the others are not, unless they were paid for as they are.
    const isKept = fault.code === 'reply-cut-off' || fault.code === 'reply-filtered';
    teacher.behave(answers);
    const after: ChunkResult = { out: isKept ? 2 : 4, rejected: 0, failed: isKept ? 2 : 0 };
    expect(await chunk(0, 4)).toEqual(after);
    expect(teacher.asked).toBe(fault.kind === 'none' || isKept ? 0 : 2);
  });
});

describe('a fault that passes', () => {
  const passing = FAULTS.filter(({ kind, requests }) => kind === 'none' || requests > 1);
  test.each(passing)('loses no row: $what', async (fault) => {
    const { teacher, chunk } = await open(3, limitsFor(fault));
    teacher.behave((request, number) => (number === 1 || number === 2 ? fault.does : answers(request, number)));
    expect(await chunk(0, 3)).toEqual({ out: 3, rejected: 0, failed: 0 });
    expect(teacher.asked).toBe(3 + (fault.kind === 'none' ? 0 : 2));
  });
});

test('a storm in which half of all requests are refused for a minute loses no row', async () => {
  const { teacher, chunk, clock, waits } = await open(200, { concurrency: 8, retries: 6 });
  const calm = clock.now() + 60_000;
  let refused = 0;
  teacher.behave((request, number) => {
    if (clock.now() > calm || number % 2 === 0) return answers(request, number);
    refused++;
    return { status: 429, body: { error: { message: 'Too many requests.' } } };
  });
  expect(await chunk(0, 200)).toEqual({ out: 200, rejected: 0, failed: 0 });
  expect(refused).toBeGreaterThan(20);
  expect(teacher.asked).toBe(200 + refused);
  expect(await waits()).toContain('teacher: rate limit (429)');
});

test('a teacher that is gone for good is asked a bounded number of times, and rows that were answered are kept', async () => {
  const { teacher, chunk, waits } = await open(40, { concurrency: 8, retries: 6 });
  teacher.behave(first(10, answers, () => ({ reset: true })));
  const error = await failureOf(chunk(0, 40));
  expect(error).toMatchObject({ kind: 'transient', code: 'teacher-connection-lost' });
  // At most all rows under way (four for each slot), each with all its tries.
  expect(teacher.asked).toBeLessThanOrEqual(10 + 32 * 7);
  expect(await waits()).toContainEqual(expect.stringMatching(/^teacher: (the connection broke|it keeps failing)/));
  teacher.behave(answers);
  expect(await chunk(0, 40)).toEqual({ out: 40, rejected: 0, failed: 0 });
  expect(teacher.asked).toBe(30);
  expect(teacher.paidTwice).toBe(0);
});

test('the guide has the table that was tested', () => {
  const guide = readFileSync(join(repoRoot, 'docs', 'guides', 'hostile-teachers.md'), 'utf8');
  expect(guide).toContain(renderFaults());
});
