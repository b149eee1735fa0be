import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answersOf, startBatchAsking, type BatchAsking } from '../../../test/support/batch-asking.js';
import { completion } from '../../../test/support/echo-teacher.js';
import { refOf, type ProcessRef } from '../../processes/process-mark.js';
import { JobsPending } from '../asking/jobs-pending.js';
import { cancelBatches } from './cancel-batches.js';
import type { JobRecord } from './job-record.js';

let asking: BatchAsking;
afterEach(() => asking.close());
const start = async (...input: Parameters<typeof startBatchAsking>): Promise<void> => {
  asking = await startBatchAsking(...input);
};
const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'it went well',
    (error: unknown) => error,
  );
/** What is left of jobs on disk. */
const left = (): string[] => {
  try {
    return readdirSync(join(asking.folder, 'batches'));
  } catch {
    return [];
  }
};

const abc = ['a', 'b', 'c'];

test('requests go out as one batch, its answers come home at the price of batches, and nothing is left of it', async () => {
  await start({ faults: () => ({ looks: 2 }) });
  const spent: unknown[] = [];
  const outcomes = await asking.ask(['a', 'b', 'c', 'a'], { onSpend: (spend) => spent.push(spend) });
  expect(answersOf(outcomes)).toEqual(['a', 'b', 'c', 'a']);
  expect(asking.server.batches).toMatchObject([{ requests: [{}, {}, {}], metadata: { limbeck: expect.any(String) } }]);
  expect(asking.waits).toEqual([
    'batch_1 is 0 % done (0 of 3)',
    'batch_1 is 33 % done (1 of 3)',
    'batch_1 is 66 % done (2 of 3)',
  ]);
  // 15 tokens at 1000 dollars a million, halved.
  expect(spent).toEqual(
    Array.from({ length: 3 }, () => ({
      calls: 1,
      reused: 0,
      prompt_tokens: 10,
      completion_tokens: 5,
      cost_nanousd: 7_500_000,
    })),
  );
  const [key] = asking.server.batches[0]!.requests.map(({ custom_id }) => custom_id);
  expect(await asking.ledger.get(key!)).toMatchObject({ bought: 'batch', provider: { batch: 'batch_1' } });
  expect(left()).toEqual([]);
  expect(answersOf(await asking.askOnce(abc))).toEqual(abc);
  expect(asking.server.creates).toBe(1);
});

test('looks are rarer the older a batch is', async () => {
  await start({ faults: () => ({ looks: 50 }) });
  await asking.ask(['a']);
  expect(asking.waitsMs[0]).toBe(10_000);
  expect(Math.max(...asking.waitsMs)).toBe(300_000);
  expect(asking.waitsMs).toEqual(asking.waitsMs.toSorted((a, b) => a - b));
});

test('what a vendor takes at once is kept: more requests are more batches', async () => {
  await start({ limits: { batch_requests: 2 } });
  expect(answersOf(await asking.ask(['a', 'b', 'c', 'd', 'e']))).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(asking.server.batches.map(({ requests }) => requests.length)).toEqual([2, 2, 1]);
});

test('a batch that expires keeps what it gave, and the rest goes into another', async () => {
  await start({ faults: (number) => (number === 0 ? { expireAfter: 1 } : {}) });
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect(asking.server.batches.map(({ status, requests }) => [status, requests.length])).toEqual([
    ['expired', 3],
    ['completed', 2],
  ]);
  expect(asking.server.answered).toEqual(abc);
  expect(left()).toEqual([]);
});

test('a request that three batches do not answer fails its row, until it is asked anew', async () => {
  await start({ faults: (number) => (number < 3 ? { expireAfter: 1 } : {}) });
  const refused = new Set<string>();
  const outcomes = await asking.ask(['a', 'b', 'c', 'd', 'e'], { onRefused: (key) => refused.add(key) });
  expect(answersOf(outcomes)).toEqual(['a', 'b', 'c', 'batch-unanswered', 'batch-unanswered']);
  expect(asking.server.creates).toBe(3);
  // The same is said however often it is asked within this attempt.
  asking.restart();
  expect(answersOf(await asking.askOnce(['d', 'e']))).toEqual(['batch-unanswered', 'batch-unanswered']);
  await asking.provider().forget(refused);
  expect(left()).toEqual([]);
  expect(answersOf(await asking.ask(['d', 'e']))).toEqual(['d', 'e']);
});

test('lines of the error file mean what they mean online', async () => {
  const refused = { status: 400, error: { message: 'filtered', code: 'content_filter' } };
  await start({
    answer: (prompt, batch) => {
      if (prompt === 'bad') return refused;
      if (prompt === 'busy' && batch === 0) return { status: 429, error: { message: 'slow down' } };
      if (prompt === 'down' && batch === 0) return { status: 500, error: { message: 'boom' } };
      if (prompt === 'garbled' && batch === 0) return { body: { choices: [] } };
      return prompt === 'long' ? { body: cutOff } : undefined;
    },
  });
  const cutOff = completion('half', {
    choices: [{ index: 0, message: { role: 'assistant', content: 'half' }, finish_reason: 'length' }],
  });
  const outcomes = await asking.ask(['good', 'bad', 'busy', 'down', 'garbled', 'long']);
  expect(answersOf(outcomes)).toEqual(['good', 'prompt-filtered', 'busy', 'down', 'garbled', 'reply-cut-off']);
  expect(asking.server.batches.map(({ requests }) => requests.length)).toEqual([6, 3]);
});

test('a line that no request could make right ends the run, and what the others gave is kept', async () => {
  await start({
    answer: (prompt) => (prompt === 'b' ? { status: 401, error: { message: 'no such key' } } : undefined),
  });
  expect(await failureOf(asking.ask(abc))).toMatchObject({ code: 'teacher-refused-key', kind: 'fatal' });
  expect(await asking.ledger.count()).toBe(2);
});

test('a batch whose creation was cut off is found by its mark, over pages, and none is made beside it', async () => {
  await start({ pageSize: 2, onCreate: (number) => (number === 0 ? { cut: true } : undefined) });
  await expect(asking.askOnce(abc)).rejects.toThrow(JobsPending);
  // Others come between.
  for (const other of ['x', 'y', 'z']) await asking.ask([other], { run: 'run-2' });
  asking.restart();
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect([asking.server.creates, asking.server.batches.length]).toEqual([4, 4]);
  expect(asking.server.answered.toSorted()).toEqual(['a', 'b', 'c', 'x', 'y', 'z']);
});

test.each([
  ['a rate limit', { refuse: 429, headers: { 'retry-after': '7' } }],
  ['an error of the server', { refuse: 503 }],
])('%s on creation is waited out', async (_, fault) => {
  await start({ onCreate: (number) => (number < 2 ? fault : undefined) });
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect(asking.server.batches).toHaveLength(1);
});

test('a batch that is refused as a whole ends the run with what the vendor says, and leaves nothing behind', async () => {
  await start({ onCreate: () => ({ refuse: 400, message: 'completion_window is not for you' }) });
  expect(await failureOf(asking.ask(abc))).toMatchObject({
    code: 'batch-refused',
    kind: 'fatal',
    message: expect.stringContaining('completion_window is not for you'),
  });
  expect(left()).toEqual([]);
});

test('a file that the vendor finds wrong ends the run and names the line', async () => {
  await start({ faults: () => ({ invalid: { code: 'invalid_json_line', message: 'not JSON', line: 2 } }) });
  expect(await failureOf(asking.ask(abc))).toMatchObject({
    code: 'batch-refused',
    message: 'teacher refused a batch: not JSON (line 2)',
  });
});

test('a vendor whose queue is full is asked again later, with the same file', async () => {
  const full = { code: 'token_limit_exceeded', message: 'Enqueued token limit reached' };
  await start({ faults: (number) => (number === 0 ? { invalid: full } : {}) });
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect(new Set(asking.server.batches.map(({ input }) => input)).size).toBe(1);
  expect(asking.waits).toContain('its queue for batches is full');
});

test('an output file that is gone gives nothing, and its requests go into another batch', async () => {
  await start({ faults: (number) => (number === 0 ? { losesOutput: true } : {}) });
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect(asking.server.batches).toHaveLength(2);
});

test.each([404, 403])('a batch that answers %s is a matter for a person, not for further looks', async (gone) => {
  await start({ faults: () => ({ gone }) });
  const error = await failureOf(asking.ask(abc));
  expect(error).toMatchObject({ code: 'batch-not-visible', kind: 'fatal' });
  expect((error as Error).message).toContain('batch_1');
  // What may be paid for is not forgotten.
  expect(asking.records().all()).toMatchObject([{ state: { is: 'open', batch: 'batch_1' } }]);
});

test('trouble while looking is told and looked past', async () => {
  await start({ faults: () => ({ looks: 2 }) });
  await expect(asking.askOnce(abc)).rejects.toThrow(JobsPending);
  await asking.server.close();
  await expect(asking.askOnce(abc)).rejects.toThrow(/batch_1: (cannot be reached|the connection broke)/);
});

test('a server that says less than it should, or something else for a while, is looked past', async () => {
  const bare = { id: 'batch_1', status: 'in_progress' };
  await start({
    faults: () => ({ looks: 4, instead: ['<html>', {}, bare, { ...bare, request_counts: { total: 'x' } }] }),
  });
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect(asking.waits.slice(1)).toEqual([
    'batch_1: an answer that makes no sense',
    'batch_1: an answer that makes no sense',
    'batch_1 is in progress',
    'batch_1 is in progress',
  ]);
});

test('two runs that ask the same at once share a batch; it is cancelled when nobody waits for it', async () => {
  await start({ faults: () => ({ looks: 5 }) });
  await expect(asking.askOnce(abc)).rejects.toThrow(JobsPending);
  await expect(asking.askOnce(['b', 'c', 'd'], { run: 'run-2' })).rejects.toThrow(JobsPending);
  expect(asking.server.batches.map(({ requests }) => requests.length)).toEqual([3, 1]);
  const records = asking.records();
  const cancel = (run: string) => cancelBatches({ records, run, env: {}, now: () => Date.now() });
  expect(await cancel('run-2')).toEqual([]);
  expect(asking.server.batches.map(({ status }) => status)).toEqual(['in_progress', 'cancelled']);
  expect(await cancel('run-1')).toEqual([]);
  expect(asking.server.batches.map(({ status }) => status)).toEqual(['cancelled', 'cancelled']);
  // What a cancelled batch gave is not asked again.
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect(asking.server.answered.toSorted()).toEqual(abc);
});

test('a batch that cannot be cancelled is told, for it goes on costing money', async () => {
  await start();
  await expect(asking.askOnce(abc)).rejects.toThrow(JobsPending);
  await asking.server.close();
  expect(await cancelBatches({ records: asking.records(), run: 'run-1', env: {}, now: () => Date.now() })).toEqual([
    expect.stringMatching(/^The batch batch_1 of teacher .* could not be cancelled, and may go on costing money: /),
  ]);
});

test('a batch that another living process is ordering is left to it, and taken over when that dies', async () => {
  await start({ onCreate: (number) => (number === 0 ? { cut: true } : undefined) });
  await expect(asking.askOnce(abc)).rejects.toThrow(/broke/);
  const [{ job }] = asking.records().all() as [JobRecord];
  const give = (owner: ProcessRef) =>
    asking.records().change(job, (record) => ({ ...record, state: { ...record.state, owner } as JobRecord['state'] }));
  await give(refOf(process.ppid));
  await expect(asking.askOnce(abc)).rejects.toThrow('a batch is being sent by another process');
  await give({ pid: process.ppid, mark: 'of a process that was there before' });
  expect(answersOf(await asking.ask(abc))).toEqual(abc);
  expect(asking.server.creates).toBe(1);
});

test('requests of which no record was written are cleared away', async () => {
  await start();
  await asking.ask(['x']);
  writeFileSync(join(asking.folder, 'batches', 'begun.requests'), '');
  await asking.ask(abc);
  expect(left()).toEqual([]);
});

test('a damaged record is named, never passed over', async () => {
  await start();
  await expect(asking.askOnce(abc)).rejects.toThrow(JobsPending);
  const [file] = left();
  const path = join(asking.folder, 'batches', file!);
  writeFileSync(path, readFileSync(path, 'utf8').replace('batch_1', 'batch_2'));
  expect(await failureOf(asking.askOnce(abc))).toMatchObject({
    code: 'batch-record-damaged',
    message: expect.stringContaining(path),
  });
});

test('a budget stops before a batch that may pass it, counting what open batches may cost', async () => {
  await start({ budget: { calls: 5 }, faults: () => ({ looks: 2 }) });
  await expect(asking.askOnce(abc)).rejects.toThrow(JobsPending);
  expect(await failureOf(asking.askOnce(['d', 'e', 'f']))).toMatchObject({ code: 'budget-reached', kind: 'budget' });
  expect(asking.server.creates).toBe(1);
  expect(answersOf(await asking.ask(['a', 'b', 'c', 'd', 'e']))).toEqual(['a', 'b', 'c', 'd', 'e']);
});
