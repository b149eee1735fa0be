import type { PlanModel } from '../../../schemas/generated/plan.js';
import type { Clock } from '../clock.js';
import { expectManyListeners } from '../asking/shared-signal.js';
import type { Admitted, EndpointAdmission, EndpointLimits } from './endpoint-admission.js';
import { Endpoints } from './endpoints.js';
import type { EndpointShares, Share } from './share.js';

const { signal } = new AbortController();
expectManyListeners(signal);

/** Time that passes when somebody sleeps. */
function steppingClock(): Clock & { time: number } {
  return {
    time: 1_000_000,
    now() {
      return this.time;
    },
    async sleep(ms, stop) {
      await new Promise(setImmediate);
      stop?.throwIfAborted();
      this.time += ms;
    },
  };
}

const model = (more: Partial<PlanModel> = {}): PlanModel => ({
  name: 'teacher',
  provider: 'openai',
  access: ['chat'],
  identity: {},
  queue: 'teacher-teacher',
  base_url: 'http://127.0.0.1:1/v1',
  model: 'big',
  api_key: { env: 'KEY' },
  ...more,
});

const clock = steppingClock();
const told: string[] = [];
beforeEach(() => {
  told.length = 0;
});

const begun = (limits: EndpointLimits, more?: Partial<PlanModel>, shares?: EndpointShares): EndpointAdmission => {
  const endpoint = new Endpoints(clock, shares).of(model(more), limits);
  endpoint.begin(limits);
  return endpoint;
};
const admit = (endpoint: EndpointAdmission, tokens = 1, stop = signal): Promise<Admitted> =>
  endpoint.admit({ tokens: () => tokens, signal: stop, tell: (because, ms) => told.push(`${because} ${ms}`) });
const done = (admitted: Admitted): void => {
  admitted.answered(1);
  admitted.end();
};
const turns = async (count = 10): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await new Promise(setImmediate);
};

describe('which bindings are one endpoint', () => {
  const endpoints = new Endpoints(clock);
  const of = (more: Partial<PlanModel>) => endpoints.of(model(more), { concurrency: 1 });
  const account = { limits: { scope: 'account' } } as const;

  test('those with address, key and model in common, whatever recipes call it', () => {
    expect(of({ name: 'judge' })).toBe(of({ name: 'teacher', base_url: 'http://127.0.0.1:1/v1/' }));
    expect(of({ model: 'small' })).not.toBe(of({}));
    expect(of({ api_key: { env: 'OTHER' } })).not.toBe(of({}));
    expect(of({ base_url: 'http://127.0.0.1:2/v1' })).not.toBe(of({}));
  });

  test('all models of an account whose limits say so', () => {
    expect(of({ model: 'small', ...account })).toBe(of({ ...account }));
    expect(of({ ...account })).not.toBe(of({}));
  });
});

test('of several limits the lowest of those at work holds', () => {
  const [high, low] = [{ concurrency: 8 }, { concurrency: 3 }];
  const endpoint = begun(high);
  endpoint.begin(low);
  expect(endpoint.state().limit).toBe(3);
  endpoint.end(low);
  expect(endpoint.state().limit).toBe(8);
});

describe('what its headers say', () => {
  test('nothing left: nobody asks until it is full again', async () => {
    const endpoint = begun({ concurrency: 4 });
    const first = await admit(endpoint);
    endpoint.note({ requests: { remaining: 0, resetAt: clock.time + 3_000 } });
    const because = 'its own count of what is left';
    expect(endpoint.state()).toMatchObject({ paused_until_ms: clock.time + 3_000, because });
    done(first);
    const from = clock.time;
    done(await admit(endpoint));
    expect([clock.time - from, told]).toEqual([3_000, [`${because} 3000`]]);
  });

  test('two left and one on its way: one more may go, and the next when a reply says there is room', async () => {
    const endpoint = begun({ concurrency: 4 });
    const [first, second] = [await admit(endpoint), await admit(endpoint)];
    endpoint.note({ requests: { remaining: 2, resetAt: clock.time + 60_000 } });
    done(first);
    const third = await admit(endpoint);
    let isIn = false;
    const fourth = admit(endpoint).then((admitted) => {
      isIn = true;
      return admitted;
    });
    await turns();
    expect(isIn).toBe(false);
    endpoint.note({ requests: { remaining: 5, resetAt: clock.time + 60_000 } });
    for (const admitted of [second, third, await fourth]) done(admitted);
  });

  test('too few tokens left for a request: it waits, a smaller one does not', async () => {
    const endpoint = begun({ concurrency: 4 });
    const first = await admit(endpoint, 10);
    endpoint.note({ tokens: { remaining: 50, resetAt: clock.time + 2_000 } });
    done(first);
    const from = clock.time;
    done(await admit(endpoint, 40));
    expect(clock.time - from).toBe(0);
    done(await admit(endpoint, 40));
    expect(clock.time - from).toBe(2_000);
  });

  test('a count that is full again in an hour is not believed', async () => {
    const endpoint = begun({ concurrency: 4 });
    endpoint.note({ requests: { remaining: 0, resetAt: clock.time + 3_600_000 } });
    const from = clock.time;
    done(await admit(endpoint));
    expect(clock.time).toBe(from);
  });
});

test('a refusal with Retry-After holds back all who ask, and is shown', async () => {
  const endpoint = begun({ concurrency: 8 });
  const refused = await admit(endpoint);
  refused.failed({ because: 'rate limit (429)', health: 'overloaded', retryAfterMs: 12_000 });
  refused.end();
  expect(endpoint.state()).toEqual({
    circuit: 'closed',
    limit: 4,
    inFlight: 0,
    waiting: 0,
    paused_until_ms: clock.time + 12_000,
    because: 'rate limit (429)',
  });
  const from = clock.time;
  const waiting = Array.from({ length: 3 }, () => admit(endpoint));
  await turns(1);
  expect(endpoint.state()).toMatchObject({ inFlight: 0, waiting: 3 });
  for (const admitted of await Promise.all(waiting)) done(admitted);
  expect(clock.time - from).toBeGreaterThanOrEqual(12_000);
  expect(told[0]).toBe('rate limit (429) 12000');
});

describe('limits a minute', () => {
  test('in no minute more is sent than they say, from the first on', async () => {
    const endpoint = begun({ concurrency: 50, requests_per_minute: 240 });
    const sent: number[] = [];
    for (let request = 0; request < 600; request++) {
      done(await admit(endpoint));
      sent.push(clock.time);
    }
    const mostInAMinute = Math.max(...sent.map((from) => sent.filter((at) => at >= from && at < from + 60_000).length));
    expect(mostInAMinute).toBeLessThanOrEqual(240);
    expect(mostInAMinute).toBeGreaterThanOrEqual(230);
  });

  test('a failure gives its tokens back, a 429 empties what was saved up', async () => {
    const endpoint = begun({ concurrency: 1, tokens_per_minute: 6_000 });
    const wait = async (trouble?: 'failing' | 'overloaded'): Promise<number> => {
      const from = clock.time;
      const admitted = await admit(endpoint, 100);
      if (trouble) admitted.failed({ because: 'x', health: trouble });
      else admitted.answered(100);
      admitted.end();
      return clock.time - from;
    };
    expect(await wait('failing')).toBe(0);
    expect(await wait()).toBe(0);
    expect(await wait('overloaded')).toBeGreaterThan(900);
    expect(await wait()).toBeGreaterThan(900);
  });

  test('who is cancelled while waiting has taken nothing', async () => {
    const endpoint = begun({ concurrency: 9, tokens_per_minute: 6_000 });
    done(await admit(endpoint, 100));
    const stop = new AbortController();
    const cancelled = [admit(endpoint, 5_000, stop.signal), admit(endpoint, 5_000, stop.signal)];
    stop.abort(new Error('enough'));
    for (const promise of cancelled) await expect(promise).rejects.toThrow('enough');
    const from = clock.time;
    done(await admit(endpoint, 100));
    expect(clock.time - from).toBeLessThan(2_000);
    expect(endpoint.state()).toMatchObject({ inFlight: 0, waiting: 0 });
  });

  test('who is cancelled while the endpoint is paused has taken nothing either', async () => {
    const endpoint = begun({ concurrency: 9, requests_per_minute: 6 });
    endpoint.note({ requests: { remaining: 0, resetAt: clock.time + 5_000 } });
    const stop = new AbortController();
    const cancelled = admit(endpoint, 1, stop.signal);
    stop.abort(new Error('enough'));
    await expect(cancelled).rejects.toThrow('enough');
    const from = clock.time;
    for (const admitted of [await admit(endpoint), await admit(endpoint)]) done(admitted);
    expect(clock.time - from).toBe(10_000);
  });
});

test('a share of two workers is half of each limit, and nothing until the other has made room', async () => {
  let give: (share: Share) => void = () => undefined;
  let left = 0;
  const shares: EndpointShares = {
    join(_, holder) {
      give = (share) => holder.changed(share);
      give({ of: 0, rank: 0 });
      return { leave: () => left++ };
    },
  };
  const limits = { concurrency: 5, requests_per_minute: 60 };
  const endpoint = begun(limits, {}, shares);
  expect(endpoint.state().limit).toBe(0);
  const waiting = admit(endpoint);
  await turns(1);
  give({ of: 2, rank: 0 });
  expect(endpoint.state().limit).toBe(3);
  done(await waiting);
  expect(told[0]).toBe('other workers of the project have all its places 1000');
  give({ of: 2, rank: 1 });
  expect(endpoint.state().limit).toBe(2);
  give({ of: 1, rank: 0 });
  expect(endpoint.state().limit).toBe(5);
  endpoint.end(limits);
  expect(left).toBe(1);
});
