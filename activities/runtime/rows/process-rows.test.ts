import { processRows } from './process-rows.js';
import { createRowGate } from './row-gate.js';
import type { ActivityScope } from '../scope.js';

const scopeOf = (cancel: AbortSignal, stop: AbortSignal): ActivityScope => ({
  signal: cancel,
  stopping: stop,
  report: () => undefined,
});
const calm = scopeOf(new AbortController().signal, new AbortController().signal);

test('results are in the order of the items, never more at once than asked for', async () => {
  let open = 0;
  let most = 0;
  const results = await processRows({
    items: [5, 1, 4, 2, 3],
    gate: createRowGate(2),
    scope: calm,
    work: async (item) => {
      most = Math.max(most, ++open);
      for (let turn = 0; turn < item; turn++) await Promise.resolve();
      open--;
      return item * 10;
    },
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
});

test('after the first error nothing is begun, and what is under way is waited for', async () => {
  const ended: number[] = [];
  const working = processRows({
    items: [0, 1, 2, 3, 4],
    gate: createRowGate(2),
    scope: calm,
    work: async (item) => {
      if (item === 1) throw new Error('broken');
      await new Promise((resolve) => setImmediate(resolve));
      ended.push(item);
    },
  });
  await expect(working).rejects.toThrow('broken');
  expect(ended).toEqual([0]);
});

test('a worker that stops begins nothing more and says that another attempt goes on', async () => {
  const stopping = new AbortController();
  const done: number[] = [];
  const working = processRows({
    items: [0, 1, 2, 3],
    gate: createRowGate(1),
    scope: scopeOf(new AbortController().signal, stopping.signal),
    work: async (item) => {
      if (item === 1) stopping.abort();
      done.push(item);
    },
  });
  await expect(working).rejects.toMatchObject({ code: 'worker-stopped', kind: 'transient' });
  expect(done).toEqual([0, 1]);
});

test('timers get their turn beside rows that never wait', async () => {
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await processRows({
    items: Array.from({ length: 20 }, (_, index) => index),
    gate: createRowGate(4),
    scope: calm,
    work: async () => {
      const until = performance.now() + 10;
      while (performance.now() < until);
    },
  });
  clearInterval(timer);
  expect(ticks).toBeGreaterThanOrEqual(2);
});
