import { AdaptiveLimit, type Slot } from './adaptive-limit.js';
import { backoffMs, retryAfterOf } from './backoff.js';
import { expectManyListeners } from '../asking/shared-signal.js';
import { TokenBucket } from './token-bucket.js';

const signal = new AbortController().signal;
expectManyListeners(signal);

describe('the adaptive limit', () => {
  test('a burst of refusals halves it once; successes bring it back one by one', async () => {
    const limit = new AdaptiveLimit(8);
    const slots: Slot[] = [];
    for (let n = 0; n < 8; n++) slots.push(await limit.enter(signal));
    for (const slot of slots) {
      slot.refused();
      slot.leave();
    }
    expect(limit.current).toBe(4);
    const late = await limit.enter(signal);
    late.refused();
    late.leave();
    expect(limit.current).toBe(2);
    for (let n = 0; n < 2 + 3 + 1; n++) {
      const slot = await limit.enter(signal);
      slot.succeeded();
      slot.leave();
    }
    expect(limit.current).toBe(4);
    for (let n = 0; n < 200; n++) {
      const slot = await limit.enter(signal);
      slot.succeeded();
      slot.leave();
    }
    expect(limit.current).toBe(8);
  });

  test('it never falls below one, and who waits comes in order', async () => {
    const limit = new AdaptiveLimit(1);
    const held = await limit.enter(signal);
    held.refused();
    const order: number[] = [];
    const waiting = [1, 2, 3].map(async (n) => {
      const slot = await limit.enter(signal);
      order.push(n);
      slot.leave();
    });
    held.leave();
    await Promise.all(waiting);
    expect([limit.current, ...order]).toEqual([1, 1, 2, 3]);
  });

  test('lanes share it evenly: ten requests do not wait for the thousand that came before them', async () => {
    const limit = new AdaptiveLimit(4);
    const order: string[] = [];
    const ask = async (lane: string): Promise<void> => {
      const slot = await limit.enter(signal, lane);
      order.push(lane);
      await new Promise(setImmediate);
      slot.leave();
    };
    const many = Array.from({ length: 1_000 }, () => ask('generator'));
    const few = Array.from({ length: 10 }, () => ask('judge'));
    await Promise.all([...many, ...few]);
    const start = order.slice(0, 24).map((lane) => lane[0]);
    expect(start.join('')).toBe(`gggg${'jjgg'.repeat(5)}`);
    expect(limit.queued + limit.taken).toBe(0);
  });

  test('who is cancelled while waiting takes no slot', async () => {
    const limit = new AdaptiveLimit(1);
    const held = await limit.enter(signal);
    const stop = new AbortController();
    const cancelled = limit.enter(stop.signal);
    const next = limit.enter(signal);
    stop.abort(new Error('enough'));
    await expect(cancelled).rejects.toThrow('enough');
    held.leave();
    (await next).leave();
    (await limit.enter(signal)).leave();
  });
});

test('a bucket lets a burst through, then its rate, and what is given back at once', () => {
  let now = 0;
  const bucket = new TokenBucket(1 / 100, 2, () => now);
  expect([1, 1, 1, 1].map((amount) => bucket.take(amount))).toEqual([0, 0, 100, 200]);
  now = 200;
  expect(bucket.take(1)).toBe(100);
  bucket.giveBack(1);
  now = 10_000;
  expect([2, 1].map((amount) => bucket.take(amount))).toEqual([0, 100]);
});

test('waits double up to half a minute, spread over their upper half', () => {
  expect([0, 1, 2, 10].map((attempt) => backoffMs(attempt, () => 0))).toEqual([250, 500, 1000, 15_000]);
  expect([0, 1, 2, 10].map((attempt) => backoffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 30_000]);
  expect([0, 1].map((random) => backoffMs(0, () => random, 1000))).toEqual([1000, 1100]);
});

test.each([
  [{}, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': '' }, undefined],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1500],
  [{ 'retry-after-ms': 'x', 'retry-after': '3' }, 3000],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:05 GMT' }, 4000],
  [{ 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' }, 0],
])('retry-after headers %j mean %s ms', (headers: Record<string, string>, expected) => {
  expect(retryAfterOf({ get: (name) => headers[name] ?? null }, 1000)).toBe(expected);
});
