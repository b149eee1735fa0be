import { callRow, openSmallLineage } from '../../test/support/small-lineage.js';
import type { Row } from '../core/record-kinds.js';
import { findHeldOutRequests } from './held-out-requests.js';
import { namesWhereMeasured } from './model-facts.js';

const row = (id: string): Row => ({ id, parents: [], prompt: `text ${id}` });

/** Two rounds that train `tune` and measure it under that name; after the loop the kept one is measured again. */
const openLoop = () =>
  openSmallLineage(
    {
      data: { gold: 1, dev: 1 },
      models: { student: { provider: 'transformers' } },
      steps: [
        {
          id: 'final',
          use: 'evaluate/match',
          shape: 'measure',
          from: { rows: 'dev' },
          models: { models: ['rounds.tune'] },
        },
      ],
      loops: [
        {
          id: 'rounds',
          times: 2,
          steps: [
            {
              id: 'tune',
              use: 'distill/sft',
              shape: 'train',
              from: { rows: 'gold' },
              models: { student: ['student'] },
            },
            {
              id: 'score',
              use: 'evaluate/match',
              shape: 'measure',
              from: { rows: 'dev' },
              models: { models: ['tune'] },
            },
          ],
        },
      ],
    },
    {
      gold: { outputs: { rows: [row('g1')] } },
      dev: { outputs: { rows: [row('d1')] } },
      'rounds[1]/tune': { outputs: { model: [row('m1')] } },
      'rounds[1]/score': { outputs: { tune: [row('p1')] }, calls: [callRow('c1', ['d1'], 'tune')] },
      'rounds[2]/tune': { outputs: { model: [row('m2')] } },
      'rounds[2]/score': { outputs: { tune: [row('p2')] }, calls: [callRow('c2', ['d1'], 'tune')] },
      final: { outputs: { 'rounds.tune': [row('p3')] }, calls: [callRow('c3', ['d1'], 'rounds.tune')] },
    },
    [{ type: 'round-finished', loop: 'rounds', round: 2, stop: true, kept: 1 }],
  );

test('the model of a round is measured by its own round, and by what comes after the loop when it was kept', async () => {
  const lineage = await openLoop();
  const found = (step: string) => [...namesWhereMeasured(lineage, step)].map(([id, names]) => [id, [...names]]);
  expect(found('rounds[1]/tune')).toEqual([
    ['final', ['rounds.tune']],
    ['rounds[1]/score', ['tune']],
    ['rounds[2]/score', []],
  ]);
  expect(found('rounds[2]/tune')).toEqual([
    ['final', []],
    ['rounds[1]/score', []],
    ['rounds[2]/score', ['tune']],
  ]);
});

test('held-out prompts are those the very model was asked', async () => {
  const lineage = await openLoop();
  const asked = async (step: string) => (await findHeldOutRequests(lineage, step)).length;
  expect([await asked('rounds[1]/tune'), await asked('rounds[2]/tune'), await asked('final')]).toEqual([1, 1, 0]);
});
