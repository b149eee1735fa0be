import type { CloseRoundInput } from '../../../src/core/ports.js';
import { openSmallWorld, viewOf, type SmallWorld } from '../../../test/support/small-world.js';
import { closeRound } from './close-round.js';

const rounds = {
  id: 'rounds',
  times: 3,
  until: 'metrics.check.accuracy >= 0.9',
  keep: 'metrics.check.accuracy',
  steps: [
    {
      id: 'check',
      use: 'evaluate/match',
      shape: 'measure' as const,
      from: { rows: 'gold' },
      models: { models: ['teacher'] },
    },
  ],
};
const plan = { data: { gold: 1 }, models: { teacher: {} }, steps: [], loops: [rounds] };

async function record({ deps }: SmallWorld, key: string, accuracy: number): Promise<void> {
  await deps.artifacts.putStep({
    key,
    use: 'evaluate/match',
    complete: true,
    outputs: {},
    counts: { in: 1, out: 1, rejected: 0, failed: 0, reasons: {} },
    spend: { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
    metrics: { teacher: { accuracy: { value: accuracy, n: 1 } } },
    duration_ms: 0,
  });
}

const close = (world: SmallWorld, input: Omit<CloseRoundInput, 'run' | 'loop'>): ReturnType<typeof closeRound> =>
  closeRound(world.deps, { run: 'r', loop: 'rounds', ...input });

test('the best round so far is kept, of equal ones the earlier, until the loop has what it wants', async () => {
  const world = await openSmallWorld('r', plan);
  await record(world, 'good', 0.8);
  await record(world, 'best', 0.95);
  const first = await close(world, { round: 1, keys: { check: 'good' } });
  expect(first).toEqual({ stop: false, best: { round: 1, value: 0.8 } });
  const same = { round: 2, keys: { check: 'good' }, previous: { check: 'good' }, best: first.best };
  expect(await close(world, same)).toEqual({ stop: false, best: { round: 1, value: 0.8 } });
  expect(await close(world, { ...same, keys: { check: 'best' } })).toEqual({
    stop: true,
    best: { round: 2, value: 0.95 },
  });
  expect((await viewOf(world, 'r')).steps.get('rounds[3]/check')?.skippedBecause).toBe('the loop ended after round 2');
});

test('a round of which every step was skipped ends the loop and keeps what there was', async () => {
  const world = await openSmallWorld('r', plan);
  const best = { round: 1, value: 0.8 };
  expect(await close(world, { round: 2, keys: {}, best })).toEqual({ stop: true, best });
  expect(await close(world, { round: 1, keys: {} })).toEqual({ stop: true, best: { round: 1 } });
});

test('metrics that are not there are an error that says how to ask for them', async () => {
  const world = await openSmallWorld('r', plan);
  await expect(close(world, { round: 1, keys: { check: 'gone' } })).rejects.toMatchObject({
    code: 'expression-failed',
    hint: 'Test with has(...) what may be absent.',
  });
});
