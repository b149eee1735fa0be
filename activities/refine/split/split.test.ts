import type { Row } from '../../../src/core/record-kinds.js';
import { runReduce } from '../../../test/support/fake-context.js';
import { split } from './split.js';

const rows: Row[] = Array.from({ length: 1000 }, (_, index) => ({
  id: `row${index}`,
  parents: [],
  prompt: `p${index}`,
  topic: `t${index % 50}`,
}));
const run = async (given: object, input = rows): Promise<{ part: string[]; rest: string[] }> => {
  const { outputs } = await runReduce(split, given, { rows: input });
  const ids = (name: string): string[] => outputs[name]!.map((row) => row.id!);
  return { part: ids('part'), rest: ids('rest') };
};

test('every row goes to one side, in order', async () => {
  const { part, rest } = await run({ share: 0.2 });
  expect(Math.abs(part.length - 200)).toBeLessThan(40);
  expect([...part, ...rest].toSorted()).toEqual(rows.map((row) => row.id).toSorted());
  expect(part).toEqual(rows.map((row) => row.id).filter((id) => part.includes(id)));
});

test('a share is stable: rows added, removed or reordered move no other row', async () => {
  const { part } = await run({ share: 0.2 });
  const fewer = await run({ share: 0.2 }, rows.toReversed().slice(0, 700));
  expect(fewer.part.toReversed()).toEqual(part.filter((id) => fewer.part.includes(id) || fewer.rest.includes(id)));
  const larger = await run({ share: 0.3 });
  expect(part.filter((id) => !larger.part.includes(id))).toEqual([]);
});

test.each([1, 100, 999, 1000, 5000])('a count of %d is exact', async (count) => {
  expect((await run({ count })).part).toHaveLength(Math.min(count, 1000));
});

test('groups stay together', async () => {
  for (const given of [
    { share: 0.3, by: 'topic' },
    { count: 95, by: 'topic' },
  ]) {
    const { part } = await run(given);
    const topics = new Set(part.map((id) => Number(id.slice(3)) % 50));
    expect(part).toHaveLength(topics.size * 20);
  }
  expect((await run({ count: 95, by: 'topic' })).part).toHaveLength(100);
});

test('another seed divides otherwise', async () => {
  expect(await run({ share: 0.5, seed: 1 })).not.toEqual(await run({ share: 0.5 }));
});

test('a size must be given, once', async () => {
  expect(split.check!({ seed: 0 }, {})).toMatchObject([{ path: [] }]);
  expect(split.check!({ seed: 0, share: 0.5, count: 3 }, {})).toMatchObject([{ path: ['count'] }]);
  await expect(run({})).rejects.toMatchObject({ code: 'split-size-unclear' });
});
