import { openSmallWorld } from '../../../test/support/small-world.js';
import { openStep } from '../step/open-step.js';
import { openStepModels } from './step-models.js';

const endpoint = { base_url: 'http://127.0.0.1:9/v1' };

/** The models of a step that names these in one role. */
async function modelsOf(shape: 'map' | 'measure', names: readonly string[], only?: string) {
  const { deps } = await openSmallWorld('run', {
    data: { seeds: 1 },
    models: Object.fromEntries(names.map((name) => [name, endpoint])),
    steps: [
      {
        id: 'ask',
        use: shape === 'map' ? 'elicit/answer' : 'evaluate/match',
        shape,
        from: { rows: 'seeds' },
        models: { model: names },
      },
    ],
  });
  const open = await openStep(deps, { run: 'run', step: 'ask', key: 'key', inputs: {}, models: {} });
  return openStepModels(deps, open, only);
}

test('a step asks the one model of a role', async () => {
  expect([...(await modelsOf('map', ['one']))].map(([role, { asked }]) => [role, asked.name])).toEqual([
    ['model', 'one'],
  ]);
});

test('two models for one role are refused, rather than that the last is asked', async () => {
  await expect(modelsOf('map', ['one', 'other'])).rejects.toMatchObject({
    code: 'many-models',
    message: 'Step "ask" names several models for "model", which this method asks one at a time.',
  });
});

test('a part of a measure step is about its own model, whichever of several it is', async () => {
  for (const only of ['one', 'other'])
    expect((await modelsOf('measure', ['one', 'other'], only)).get('model')?.asked.name).toBe(only);
});
