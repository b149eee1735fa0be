import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chatOf } from '../../../test/support/chat-of.js';
import { LimbeckError } from '../../core/errors.js';
import { responseKey } from '../../core/identity/response-key.js';
import type { Ledger } from '../../ledger/contract.js';
import { openLmdbLedger } from '../../ledger/lmdb/open-lmdb-ledger.js';
import { addSpend, noSpend } from '../../core/run/spend.js';
import type { AskAllCall, AskCall, Asker, AskOutcome } from './ask-call.js';
import { createAsker } from './asker.js';
import type { BatchProvider, OnlineProvider, ProviderAnswer, ProviderRequest } from '../contract.js';

let folder: string;
let ledger: Ledger;
let asker: Asker;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limbeck-asker-'));
  ledger = await openLmdbLedger({ folder });
  asker = createAsker({ ledger, clock: { now: () => Date.UTC(2026, 0, 1) } });
});
afterEach(async () => {
  await ledger.close();
  await rm(folder, { recursive: true, force: true });
});

type Reply = (
  request: ProviderRequest,
  call: number,
) => Partial<ProviderAnswer['answer']> | Promise<Partial<ProviderAnswer['answer']>>;

const answerOf = (over: Partial<ProviderAnswer['answer']>): ProviderAnswer => ({
  answer: { text: 'yes', finish_reason: 'stop', usage: { prompt_tokens: 10, completion_tokens: 5 }, ...over },
  facts: { model: 'big' },
});

/** An online provider that answers as told and keeps what it was asked. */
function online(reply: Reply = () => ({})): OnlineProvider & { readonly asked: ProviderRequest[] } {
  const asked: ProviderRequest[] = [];
  return {
    kind: 'online',
    asked,
    async call(request) {
      asked.push(request);
      return answerOf(await reply(request, asked.length));
    },
    close: async () => {},
  };
}

const price = { input_usd_per_million: 1, output_usd_per_million: 2 };
const question = (content: string): AskCall['request'] => ({ messages: [{ role: 'user', content }] });

function callOf(provider: OnlineProvider, over: Partial<AskCall> = {}): AskCall {
  return {
    run: 'run-1',
    step: 'read',
    model: { name: 'teacher', identity: { provider: 'openai', model: 'big' }, price },
    provider,
    request: question('hello'),
    signal: new AbortController().signal,
    ...over,
  };
}

const schema = {
  type: 'object',
  properties: { n: { type: 'integer' } },
  required: ['n'],
  additionalProperties: false,
};
const failure = (promise: Promise<unknown>): Promise<LimbeckError> =>
  promise.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: LimbeckError) => error,
  );

describe('one answer', () => {
  test('an answer is bought once, written before it is used, and found from then on', async () => {
    const provider = online();
    let spent = noSpend;
    const call = callOf(provider, { onSpend: (spend) => (spent = addSpend(spent, spend)) });
    const first = await asker.ask(call);
    const key = responseKey(call.model.identity, call.request);
    expect(first).toEqual({
      text: 'yes',
      finish_reason: 'stop',
      usage: { prompt_tokens: 10, completion_tokens: 5 },
      reused: false,
      response_key: key,
    });
    expect(await ledger.get(key)).toMatchObject({
      at: '2026-01-01T00:00:00.000Z',
      cost_nanousd: 20_000,
      run: 'run-1',
      step: 'read',
    });
    expect(await asker.ask({ ...call, run: 'run-2', step: 'other' })).toEqual({ ...first, reused: true });
    expect(provider.asked).toHaveLength(1);
    expect(spent).toEqual({ calls: 1, reused: 1, prompt_tokens: 10, completion_tokens: 5, cost_nanousd: 20_000 });
  });

  test('an unknown price leaves the cost unknown', async () => {
    const call = callOf(online(), { model: { name: 'teacher', identity: { model: 'big' } } });
    await asker.ask(call);
    expect((await ledger.get(responseKey(call.model.identity, call.request)))?.cost_nanousd).toBeUndefined();
    expect(await ledger.spend('run-1')).toMatchObject({ calls: 1, cost_nanousd: 0, unpriced: 1 });
  });

  test('equal requests in flight are one call', async () => {
    const provider = online();
    const replies = await Promise.all(Array.from({ length: 20 }, () => asker.ask(callOf(provider))));
    expect(provider.asked).toHaveLength(1);
    expect(replies.filter(({ reused }) => !reused)).toHaveLength(1);
  });

  test('another sample, sampling, message or model is another request', async () => {
    const provider = online();
    await asker.ask(callOf(provider));
    await asker.ask(callOf(provider, { request: { ...question('hello'), sample_index: 1 } }));
    await asker.ask(callOf(provider, { request: { ...question('hello'), sampling: { temperature: 0 } } }));
    await asker.ask(callOf(provider, { request: question('bye') }));
    await asker.ask(callOf(provider, { model: { name: 'teacher', identity: { provider: 'openai', model: 'other' } } }));
    expect(provider.asked).toHaveLength(5);
  });

  test('who joined a call that was cancelled asks for itself', async () => {
    const first = new AbortController();
    let release = (): void => {};
    const held = new Promise<void>((resolve) => (release = resolve));
    const provider: OnlineProvider = {
      kind: 'online',
      async call(_, { signal }) {
        await Promise.race([
          held,
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
        ]);
        return answerOf({});
      },
      close: async () => {},
    };
    const cancelled = failure(asker.ask(callOf(provider, { signal: first.signal })));
    const joined = asker.ask(callOf(provider));
    first.abort(new Error('cancelled'));
    expect((await cancelled).message).toBe('cancelled');
    release();
    expect((await joined).text).toBe('yes');
  });

  test('a failed call leaves nothing in the ledger and may be asked again', async () => {
    const provider = online((_, call) => {
      if (call === 1) throw new LimbeckError({ code: 'teacher-failed', kind: 'transient', message: 'down' });
      return {};
    });
    expect(await failure(asker.ask(callOf(provider)))).toMatchObject({ code: 'teacher-failed' });
    expect(await ledger.count()).toBe(0);
    expect((await asker.ask(callOf(provider))).reused).toBe(false);
  });

  test.each([
    ['length', 'reply-cut-off'],
    ['content_filter', 'reply-filtered'],
  ])('an answer that ended by %s is kept, paid for, and fails its row', async (finish_reason, code) => {
    const provider = online(() => ({ finish_reason }));
    const call = callOf(provider, { request: { ...question('hello'), sampling: { max_tokens: 5 } } });
    expect(await failure(asker.ask(call))).toMatchObject({ code, kind: 'row' });
    expect(await failure(asker.ask(call))).toMatchObject({ code, kind: 'row' });
    expect(provider.asked).toHaveLength(1);
    expect((await ledger.spend('run-1')).calls).toBe(1);
  });
});

describe('structured replies', () => {
  const structured = (attempts?: number): AskCall['request'] => ({
    ...question('count'),
    reply: { schema, ...(attempts === undefined ? {} : { attempts }) },
  });

  test('a reply that does not fit is asked again with what is wrong', async () => {
    const provider = online((_, call) => ({ text: ['none', '{"n":"3"}', '{"n":3}'][call - 1]! }));
    expect(await asker.ask(callOf(provider, { request: structured() }))).toMatchObject({
      value: { n: 3 },
      reused: false,
    });
    expect(chatOf(provider.asked[2]!).messages).toEqual([
      { role: 'user', content: 'count' },
      { role: 'assistant', content: 'none' },
      { role: 'user', content: expect.stringContaining('there is no JSON in it') },
      { role: 'assistant', content: '{"n":"3"}' },
      { role: 'user', content: expect.stringContaining('/n must be integer') },
    ]);
    expect(chatOf(provider.asked[0]!).reply_schema).toEqual(schema);
    expect(await asker.ask(callOf(provider, { request: structured() }))).toMatchObject({
      value: { n: 3 },
      reused: true,
    });
    expect(provider.asked).toHaveLength(3);
  });

  test('a reply that was asked for anew counts as reused only when no part of it was bought', async () => {
    const texts = ['none', '{"n":3}'];
    const whole = online((_, call) => ({ text: texts[call - 1]! }));
    const keys: string[] = [];
    const request = structured();
    await asker.ask(callOf(whole, { request, onAnswer: (key) => keys.push(key) }));
    for (const [at, key] of keys.entries()) {
      const half = await openLmdbLedger({ folder: join(folder, `half-${at}`) });
      await half.put((await ledger.get(key))!);
      const provider = online(() => ({ text: texts[1 - at]! }));
      const other = createAsker({ ledger: half, clock: { now: () => 0 } });
      expect(await other.ask(callOf(provider, { request }))).toMatchObject({ value: { n: 3 }, reused: false });
      expect(provider.asked).toHaveLength(1);
      await half.close();
    }
    expect(keys).toHaveLength(2);
  });

  test.each([
    [undefined, 3],
    [0, 1],
    [1, 2],
  ])('with attempts %s it is asked %i times in all, then its row fails', async (attempts, times) => {
    const provider = online(() => ({ text: '{"m":1}' }));
    expect(await failure(asker.ask(callOf(provider, { request: structured(attempts) })))).toMatchObject({
      code: 'reply-invalid',
      kind: 'row',
      message: expect.stringContaining('"m"'),
    });
    expect(provider.asked).toHaveLength(times);
  });

  test('a schema that is none is fatal', async () => {
    const request = { ...question('count'), reply: { schema: { type: 'objekt' } } };
    expect(await failure(asker.ask(callOf(online(), { request })))).toMatchObject({
      code: 'reply-schema-invalid',
      kind: 'fatal',
    });
  });
});

describe('budgets', () => {
  const askMany = (
    provider: OnlineProvider,
    count: number,
    budget: NonNullable<AskCall['budget']>,
  ): Promise<PromiseSettledResult<unknown>[]> =>
    Promise.allSettled(
      Array.from({ length: count }, (_, n) =>
        asker.ask(callOf(provider, { request: { ...question(`q${n}`), sampling: { max_tokens: 5 } }, budget })),
      ),
    );
  const refused = (results: readonly PromiseSettledResult<unknown>[]): LimbeckError[] =>
    results.flatMap((result) => (result.status === 'rejected' ? [result.reason as LimbeckError] : []));

  test('exactly the calls of the budget are made, whatever is in flight, and the rest are refused', async () => {
    const provider = online(() => new Promise((resolve) => setImmediate(() => resolve({}))));
    const errors = refused(await askMany(provider, 50, { run: { calls: 20 } }));
    expect(provider.asked).toHaveLength(20);
    expect(errors).toHaveLength(30);
    for (const error of errors)
      expect(error).toMatchObject({
        code: 'budget-reached',
        kind: 'budget',
        message: 'The budget of 20 calls is reached: 20 spent, and the next call may take 1.',
        hint: expect.stringContaining('limbeck resume run-1 --budget calls='),
      });
  });

  test('a call that fails gives its place to the next', async () => {
    const provider = online((_, call) => {
      if (call % 2 === 0) throw new LimbeckError({ code: 'request-refused', kind: 'row', message: 'no' });
      return {};
    });
    const errors = refused(await askMany(provider, 50, { step: { calls: 10 } }));
    expect((await ledger.spend('run-1', 'read')).calls).toBe(10);
    expect(errors.filter(({ code }) => code === 'budget-reached')[0]!.message).toContain('step "read"');
  });

  test('tokens and dollars stop before the call that would pass them', async () => {
    const provider = online(() => ({ usage: { prompt_tokens: 8, completion_tokens: 5 } }));
    // A call is 13 tokens and 18,000 nano-dollars; before it is made it counts for 14 and 19,000.
    const tokens = refused(await askMany(provider, 10, { run: { tokens: 100 } }));
    expect((await ledger.spend('run-1')).calls).toBe(7);
    expect(tokens[0]!.message).toBe('The budget of 100 tokens is reached: 91 spent, and the next call may take 14.');
    const money = refused(await askMany(provider, 20, { run: { usd: 0.0002 } }));
    expect(await ledger.spend('run-1')).toMatchObject({ calls: 11, cost_nanousd: 198_000 });
    expect(money[0]!.message).toContain('0.0002 US dollars is reached: 0.0002 spent');
  });

  test('what the ledger has costs nothing and is never refused; a larger budget goes on', async () => {
    const provider = online();
    await askMany(provider, 5, { run: { calls: 5 } });
    expect(refused(await askMany(provider, 6, { run: { calls: 5 } }))).toHaveLength(1);
    expect(refused(await askMany(provider, 6, { run: { calls: 6 } }))).toHaveLength(0);
    expect(provider.asked).toHaveLength(6);
  });

  test("a project's budget counts what every run has paid, and says where it is raised", async () => {
    const provider = online();
    await asker.ask(callOf(provider, { run: 'run-0', request: question('earlier') }));
    const errors = refused(await askMany(provider, 5, { project: { calls: 4 }, run: { calls: 100 } }));
    expect(provider.asked).toHaveLength(4);
    expect(errors[0]).toMatchObject({
      code: 'budget-reached',
      message: "The project's budget of 4 calls is reached: 4 spent, and the next call may take 1.",
      hint: 'Raise `budget: { calls: ... }` in limbeck.yaml, then: `limbeck resume run-1`. What is paid for is kept.',
    });
  });

  test('who waits for a place is cancelled by its signal', async () => {
    const stop = new AbortController();
    let release = (): void => {};
    const provider = online(() => new Promise((resolve) => (release = () => resolve({}))));
    const first = asker.ask(callOf(provider, { budget: { run: { calls: 1 } } }));
    const second = failure(
      asker.ask(callOf(provider, { request: question('b'), budget: { run: { calls: 1 } }, signal: stop.signal })),
    );
    while (provider.asked.length === 0) await new Promise(setImmediate);
    stop.abort(new Error('cancelled'));
    expect((await second).message).toBe('cancelled');
    release();
    await first;
  });
});

describe('batches', () => {
  function batch(
    reply: (request: ProviderRequest, job: number) => string,
  ): BatchProvider & { readonly jobs: { size: number; work: string }[] } {
    const jobs: { size: number; work: string }[] = [];
    return {
      kind: 'batch',
      jobs,
      async callAll(requests, { work }) {
        jobs.push({ size: requests.length, work });
        return requests.map((request) => answerOf({ text: reply(request, jobs.length) }));
      },
      close: async () => {},
    };
  }
  const callAll = (provider: BatchProvider, requests: readonly AskCall['request'][]): AskAllCall => {
    const { run, step, model, signal } = callOf(online());
    return { run, step, model, signal, provider, requests, work: '/w' };
  };
  const texts = (outcomes: readonly AskOutcome[]): unknown[] =>
    outcomes.map((outcome) => ('reply' in outcome ? [outcome.reply.text, outcome.reply.reused] : outcome.error.code));

  test('one job for what the ledger lacks, equal requests once, answers in order, nothing spent', async () => {
    const provider = batch((request) => `re ${chatOf(request).messages[0]!.content}`);
    await asker.askAll(callAll(provider, [question('b')]));
    const outcomes = await asker.askAll(callAll(provider, ['a', 'b', 'c', 'a'].map(question)));
    expect(texts(outcomes)).toEqual([
      ['re a', false],
      ['re b', true],
      ['re c', false],
      ['re a', false],
    ]);
    expect(provider.jobs.map(({ size }) => size)).toEqual([1, 2]);
    expect(await ledger.spend('run-1')).toMatchObject({ calls: 0 });
    await asker.askAll(callAll(provider, ['c', 'a'].map(question)));
    expect(provider.jobs).toHaveLength(2);
  });

  test('replies that do not fit are asked again in a job of their own; the rest stand', async () => {
    const provider = batch((request, job) =>
      chatOf(request).messages[0]!.content === 'good' || job === 3 ? '{"n":1}' : 'bad',
    );
    const requests = ['good', 'slow'].map((content) => ({ ...question(content), reply: { schema } }));
    expect(texts(await asker.askAll(callAll(provider, requests)))).toEqual([
      ['{"n":1}', false],
      ['{"n":1}', false],
    ]);
    expect(provider.jobs.map(({ size }) => size)).toEqual([2, 1, 1]);
    expect(new Set(provider.jobs.map(({ work }) => work)).size).toBe(3);
    const told: unknown[] = [];
    const onAnswer: AskAllCall['onAnswer'] = (key, request, place) =>
      told.push([place, chatOf(request).messages.length, key.length]);
    await asker.askAll({ ...callAll(provider, requests), onAnswer });
    expect(told).toEqual([
      [0, 1, 64],
      [1, 1, 64],
      [1, 3, 64],
      [1, 5, 64],
    ]);
    const stubborn = batch(() => 'never');
    const last = await asker.askAll(
      callAll(stubborn, [{ ...question('x'), reply: { schema, attempts: 1 } }, question('y')]),
    );
    expect(texts(last)).toEqual(['reply-invalid', ['never', false]]);
  });

  test('a job that loses answers is done again, not believed', async () => {
    const provider: BatchProvider = { kind: 'batch', callAll: async () => [], close: async () => {} };
    expect(await failure(asker.askAll(callAll(provider, [question('a')])))).toMatchObject({
      code: 'batch-incomplete',
      kind: 'transient',
    });
    expect(await ledger.count()).toBe(0);
  });
});
