import { completion, type Fault } from '../../../test/support/echo-teacher.js';
import {
  SECRET_KEY,
  always,
  failureOf,
  first,
  hello,
  refusal,
  startProvider,
  type ProviderUnderTest,
} from '../../../test/support/provider-under-test.js';
import type { LimbeckError } from '../../core/errors.js';
import { systemClock } from '../clock.js';
import type { ProviderAnswer } from '../contract.js';

let under: ProviderUnderTest;
afterEach(() => under.close());
const start = async (...input: Parameters<typeof startProvider>): Promise<void> => {
  under = await startProvider(...input);
};

describe('each fault has its class', () => {
  const cases: [string, Fault, Partial<LimbeckError>, number][] = [
    [
      '401',
      refusal(401, { message: `Incorrect API key provided: ${SECRET_KEY}` }),
      { code: 'teacher-refused-key', kind: 'fatal' },
      1,
    ],
    ['403', refusal(403, { message: 'no' }), { code: 'teacher-refused-key', kind: 'fatal' }, 1],
    [
      '404',
      refusal(404, { message: 'The model `echo-1` does not exist' }),
      { code: 'teacher-model-unknown', kind: 'fatal' },
      1,
    ],
    ['402', refusal(402, { message: 'pay' }), { code: 'teacher-quota-spent', kind: 'fatal' }, 1],
    [
      '429 for lack of credit',
      refusal(429, { message: 'You exceeded your current quota', code: 'insufficient_quota' }),
      { code: 'teacher-quota-spent', kind: 'fatal' },
      1,
    ],
    [
      'a redirect',
      { status: 307, headers: { location: 'http://127.0.0.1:1/v1' }, body: {} },
      { code: 'teacher-redirects', kind: 'fatal' },
      1,
    ],
    [
      '400 for length',
      refusal(400, { message: "This model's maximum context length is 8192 tokens", code: 'context_length_exceeded' }),
      { code: 'prompt-too-long', kind: 'row' },
      1,
    ],
    ['413', refusal(413, { message: 'Request Entity Too Large' }), { code: 'prompt-too-long', kind: 'row' }, 1],
    [
      '400 for content',
      refusal(400, { message: 'filtered', code: 'content_filter' }),
      { code: 'prompt-filtered', kind: 'row' },
      1,
    ],
    [
      '400 for the row',
      refusal(400, { message: 'Invalid character in messages', param: 'messages[0].content' }),
      { code: 'request-refused', kind: 'row' },
      1,
    ],
    [
      '400 for a parameter',
      refusal(400, { message: "Unsupported parameter: 'max_tokens'", param: 'max_tokens' }),
      { code: 'request-not-supported', kind: 'fatal' },
      1,
    ],
    ['405', refusal(405, { message: 'Method Not Allowed' }), { code: 'request-not-supported', kind: 'fatal' }, 1],
    ['500', refusal(500, { message: 'boom' }), { code: 'teacher-failed', kind: 'transient' }, 7],
    ['503 with a page', { status: 503, body: '<h1>down</h1>' }, { code: 'teacher-failed', kind: 'transient' }, 7],
    ['408', refusal(408, { message: 'slow' }), { code: 'teacher-failed', kind: 'transient' }, 7],
    ['409', refusal(409, { message: 'locked' }), { code: 'teacher-failed', kind: 'transient' }, 7],
    ['429', refusal(429, { message: 'slow down' }), { code: 'teacher-rate-limited', kind: 'transient' }, 7],
    ['a reset', { reset: true }, { code: 'teacher-connection-lost', kind: 'transient' }, 7],
    [
      '200 with an error',
      { body: { error: { message: 'backend gone' } } },
      { code: 'teacher-garbled', kind: 'row' },
      3,
    ],
    [
      '200 with an error that has a status',
      { body: { error: { message: 'busy', code: 502 } } },
      { code: 'teacher-failed', kind: 'transient' },
      7,
    ],
    ['a page instead of JSON', { body: '<html>welcome</html>' }, { code: 'teacher-garbled', kind: 'row' }, 3],
    [
      'broken JSON',
      { body: '{"choices":', headers: { 'content-type': 'application/json' } },
      { code: 'teacher-garbled', kind: 'row' },
      3,
    ],
    ['no choices', { body: completion('x', { choices: [] }) }, { code: 'teacher-garbled', kind: 'row' }, 3],
    ['no content', { body: completion(null) }, { code: 'teacher-garbled', kind: 'row' }, 3],
    [
      '500 that says not to retry',
      refusal(500, { message: 'boom' }, { 'x-should-retry': 'false' }),
      { code: 'teacher-failed', kind: 'transient' },
      1,
    ],
    [
      '400 that says to retry',
      refusal(400, { message: 'odd' }, { 'x-should-retry': 'true' }),
      { code: 'request-refused', kind: 'row' },
      7,
    ],
  ];
  test.each(cases)('%s', async (_, fault, expected, tries) => {
    await start(always(fault), { limits: { concurrency: 4 } });
    const error = await failureOf(under.call());
    expect(error).toMatchObject(expected);
    expect(under.teacher.requests).toHaveLength(tries);
    expect(error.hint).toEqual(expect.any(String));
    expect(error.message).toContain('teacher');
    expect(`${error.message} ${error.hint} ${error.stack} ${JSON.stringify(error)}`).not.toContain(SECRET_KEY);
    expect(under.teacher.inFlight).toBe(0);
  });

  test.each([
    ['hangs', { hang: true }],
    ['stalls in the middle of its answer', { stall: true }],
  ])('a server that %s is left after the timeout', async (_, fault) => {
    await start(
      { script: (_request, number) => (number === 0 ? {} : fault) },
      { limits: { timeout_seconds: 0.1, retries: 1 } },
    );
    await under.call();
    expect(await failureOf(under.call())).toMatchObject({
      code: 'teacher-timeout',
      kind: 'transient',
      message: expect.stringContaining('0.1 s'),
    });
    expect(under.teacher.requests).toHaveLength(3);
  });

  test('a server that is not there is named, with how to start one', async () => {
    await start({}, { limits: { retries: 2 } });
    await under.call();
    await under.teacher.close();
    const error = await failureOf(under.call());
    expect(error).toMatchObject({
      code: 'teacher-unreachable',
      kind: 'transient',
      message: expect.stringContaining(under.teacher.baseUrl),
    });
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.hint).toContain('limbeck teacher');
    expect(under.slept).toHaveLength(2);
  });
});

describe('an endpoint that nobody has ever heard', () => {
  test.each<[string, Fault | undefined]>([
    ['is not there', undefined],
    ['hangs', { hang: true }],
  ])('and that %s is a matter for a person after some seconds', async (_, fault) => {
    await start(fault ? always(fault) : {}, { limits: { timeout_seconds: 0.05 } });
    if (!fault) await under.teacher.close();
    expect(await failureOf(under.call())).toMatchObject({ kind: 'fatal', hint: expect.any(String) });
  });

  test('is given up for all who ask, not for each of them in turn', async () => {
    await start({}, { limits: { concurrency: 8 } });
    await under.teacher.close();
    const failures = await Promise.all(Array.from({ length: 100 }, () => failureOf(under.call())));
    expect(new Set(failures.map(({ code, kind }) => `${code} ${kind}`))).toEqual(
      new Set(['teacher-unreachable fatal']),
    );
    // As long as the pauses of one circuit, not of a hundred rows.
    expect(Math.max(...under.slept)).toBeLessThanOrEqual(30_000);
  });

  test('is asked anew by whoever comes after it was given up', async () => {
    await start(
      { script: (_, number) => (number < 12 ? { hang: true } : undefined) },
      { limits: { timeout_seconds: 0.05 } },
    );
    expect(await failureOf(under.call())).toMatchObject({ kind: 'fatal' });
    expect((await under.call()).answer.text).toBe('hello');
  });

  test('may be coming up in its first seconds, whatever its retries say', async () => {
    await start(first({ hang: true }, { hang: true }, { hang: true }), {
      limits: { timeout_seconds: 0.05, retries: 1 },
    });
    expect((await under.call()).answer.text).toBe('hello');
  });

  test.each<[string, Fault]>([
    ['an answer', {}],
    ['a refusal', refusal(503, { message: 'loading' })],
  ])('is waited for after %s, however long', async (_, fault) => {
    await start(first(fault), { limits: { retries: 1 } });
    await under.call();
    await under.teacher.close();
    expect(await failureOf(under.call())).toMatchObject({ kind: 'transient' });
  });
});

describe('trying again', () => {
  test('trouble that passes is not seen, and people are under.told of the wait', async () => {
    await start(first(refusal(500, { message: 'x' }), { reset: true }, { body: '<html/>' }));
    expect((await under.call()).answer.text).toBe('hello');
    expect(under.slept).toEqual([375, 750, 1500]);
    expect(under.told).toEqual([
      'teacher: an error of its own (500) 375',
      expect.stringContaining('teacher: the connection broke'),
      'teacher: an answer that makes no sense 1500',
    ]);
  });

  test.each([
    ['retry-after-ms', { 'retry-after-ms': '1234', 'retry-after': '9' }, 1234],
    ['retry-after in seconds', { 'retry-after': '2' }, 2000],
    ['retry-after as a date', { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7000],
  ])('%s is honoured, never undercut', async (_, headers, ms) => {
    await start(first(refusal(429, { message: 'slow' }, headers)));
    await under.call();
    expect(under.slept).toEqual([Math.round(ms * 1.05)]);
  });

  test('a server that wants an hour is left to the next try of the chunk', async () => {
    await start(first(refusal(429, { message: 'slow' }, { 'retry-after': '3600' })));
    expect(await failureOf(under.call())).toMatchObject({ code: 'teacher-rate-limited', retryAfterMs: 3_600_000 });
    expect(under.slept).toEqual([]);
  });

  test('a cancelled call ends at once, in flight or waiting', async () => {
    await start(always({ hang: true }), {}, systemClock);
    const stop = new AbortController();
    const calling = failureOf(under.provider.call(hello, under.context(stop.signal)));
    while (under.teacher.requests.length === 0) await new Promise(setImmediate);
    stop.abort(new Error('cancelled'));
    expect((await calling).message).toBe('cancelled');

    await under.teacher.close();
    const waiting = new AbortController();
    const retrying = failureOf(
      under.provider.call(hello, {
        signal: waiting.signal,
        onWaiting: () => waiting.abort(new Error('cancelled while waiting')),
      }),
    );
    expect((await retrying).message).toBe('cancelled while waiting');
  });
});

describe('limits', () => {
  const ask = (count: number): Promise<PromiseSettledResult<ProviderAnswer>[]> =>
    Promise.allSettled(Array.from({ length: count }, () => under.call()));

  test('a request that waited for long asks whether it is still wanted, and is not sent when it is not', async () => {
    await start(first(refusal(429, {}, { 'retry-after': '1' }), refusal(429, {}, { 'retry-after': '5' })));
    const asked: number[] = [];
    const afterLongWait = (): Promise<never> => {
      asked.push(under.teacher.requests.length);
      return Promise.reject(new Error('not wanted'));
    };
    await expect(under.provider.call(hello, { ...under.context(), afterLongWait })).rejects.toThrow('not wanted');
    expect([asked, under.teacher.requests.length]).toEqual([[2], 2]);
  });

  test('no more requests are in flight than concurrency says', async () => {
    await start({ latencyMs: 5 }, { limits: { concurrency: 3 } });
    const results = await ask(20);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(under.teacher.mostInFlight).toBe(3);
  });

  test('failures give their slots back', async () => {
    await start(
      { script: (_, number) => (number < 10 ? refusal(400, { message: 'bad' }) : undefined) },
      { limits: { concurrency: 1 } },
    );
    const results = await ask(12);
    expect(results.map(({ status }) => status).filter((status) => status === 'rejected')).toHaveLength(10);
    expect((await under.call()).answer.text).toBe('hello');
  });

  test('requests a minute are spread over the minute', async () => {
    await start({}, { limits: { requests_per_minute: 60, concurrency: 1 } });
    await ask(5);
    expect(under.slept.reduce((sum, ms) => sum + ms, 0)).toBeGreaterThanOrEqual(3_900);
    expect(under.told.some((line) => line.includes('limit per minute'))).toBe(true);
  });

  test('tokens a minute count what was really used', async () => {
    // 15 tokens a call: 100 calls of them need a minute at 1,500; the estimate of 267 would make it eighteen.
    await start({}, { limits: { tokens_per_minute: 1500, concurrency: 1 } });
    await ask(21);
    const total = under.slept.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeGreaterThan(10_000);
    expect(total).toBeLessThan(30_000);
  });

  test('an endpoint that keeps failing is paused, one request at a time finds out, and all go on', async () => {
    await start(
      { script: (_, number) => (number < 30 ? { reset: true } : undefined) },
      { limits: { concurrency: 20, retries: 12 } },
    );
    const results = await ask(20);
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(20);
    expect(under.told.some((line) => line.includes('keeps failing') && line.includes('pausing'))).toBe(true);
    // 20 at once, then trials one by one until the 31st request is answered, then the rest.
    expect(under.teacher.requests.length).toBeLessThanOrEqual(50);
  });

  test('what the headers of an answer say is left is kept to, and people are told', async () => {
    const headers = { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '7s' };
    await start(first({ headers }));
    const answered = await ask(2);
    expect(answered.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    await under.call();
    expect(under.slept.reduce((sum, ms) => sum + ms, 0)).toBe(7_000);
    expect(under.told).toEqual(['teacher: its own count of what is left 7000']);
  });

  test('how the endpoint stands can be seen: well, paused, and trying again', async () => {
    const fails = refusal(503, { message: 'no' });
    await start({ script: (_, number) => (number < 8 ? fails : undefined) }, { limits: { retries: 12 } });
    const look = (): unknown => under.provider.state?.();
    const well = { name: 'teacher', circuit: 'closed', limit: 32, inFlight: 0, waiting: 0 };
    const seen = [look()];
    const { signal } = under.context();
    await under.provider.call(hello, { signal, onWaiting: () => seen.push(look()) });
    seen.push(look());
    const open = { ...well, circuit: 'open', because: 'overloaded (503)', paused_until_ms: expect.any(Number) };
    expect(seen).toEqual([well, ...Array.from({ length: 7 }, () => well), open, well]);
  });
});
