import type { Row } from '../../../src/core/record-kinds.js';
import { createRowChannel } from './row-channel.js';

const row = (index: number): Row => ({ id: String(index), parents: [] });

test('rows come out in order, and a producer far ahead waits', async () => {
  const channel = createRowChannel();
  let ahead = 0;
  const producing = (async () => {
    for (let index = 0; index < 5_000; index++) {
      await channel.push(row(index));
      ahead = index;
    }
    channel.end();
  })();
  await new Promise((resolve) => setImmediate(resolve));
  expect(ahead).toBeLessThan(2_000);
  const seen: string[] = [];
  for await (const { id } of channel.rows) seen.push(id);
  await producing;
  expect(seen).toEqual(Array.from({ length: 5_000 }, (_, index) => String(index)));
});

test('a failure reaches the consumer, and a producer that waits', async () => {
  const channel = createRowChannel();
  for (let index = 0; index < 1_999; index++) channel.add(row(index));
  const waiting = channel.push(row(1_999));
  channel.fail(new Error('disk full'));
  await waiting;
  await expect(channel.push(row(2_000))).rejects.toThrow('disk full');
  await expect(channel.rows[Symbol.asyncIterator]().next()).rejects.toThrow('disk full');
});
