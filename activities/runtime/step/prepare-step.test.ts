import type { PrepareStepResult, StepOutput } from '../../../src/core/ports.js';
import { openSmallWorld } from '../../../test/support/small-world.js';
import type { SmallStep } from '../../../test/support/small-plan.js';
import { importData } from './import-data.js';
import { prepareStep } from './prepare-step.js';

const signal = new AbortController().signal;
const scope = { signal, stopping: signal, report: () => undefined };
const skipped = (step: string): StepOutput => ({
  step,
  state: 'skipped',
  key: '',
  reused: false,
  outputs: {},
  rows: 0,
});

/** What becomes of a step over five seeds when the steps named were skipped. */
async function prepared(step: Partial<SmallStep>, without: readonly string[]): Promise<PrepareStepResult> {
  const source = { use: 'refine/shout', shape: 'map', from: { rows: 'seeds' } } as const;
  const { deps } = await openSmallWorld('run', {
    data: { seeds: 5 },
    models: { teacher: { base_url: 'http://127.0.0.1:9/v1' } },
    steps: [
      ...without.map((id) => ({ id, ...source })),
      { id: 'read', use: 'elicit/answer', shape: 'map', models: { model: ['teacher'] }, ...step },
    ],
  });
  const seeds = await importData(deps, { run: 'run', name: 'seeds' }, scope);
  const upstream = { seeds, ...Object.fromEntries(without.map((id) => [id, skipped(id)])) };
  return prepareStep(deps, { run: 'run', step: 'read', upstream });
}

test('a step whose optional input was skipped does without it', async () => {
  const result = await prepared({ from: { rows: 'seeds', examples: 'shown' } }, ['shown']);
  expect(result).toMatchObject({ state: 'ready', rows: 5 });
  expect(Object.keys(result.inputs)).toEqual(['rows']);
});

test('a step whose needed input was skipped is skipped, and says which', async () => {
  expect(await prepared({ from: { rows: 'written' } }, ['written'])).toMatchObject({
    state: 'skipped',
    output: { state: 'skipped', step: 'read' },
  });
  expect(await prepared({ from: { rows: 'written', examples: 'seeds' } }, ['written'])).toMatchObject({
    state: 'skipped',
  });
});

test('of freely named inputs those that were skipped drop out, until none is left', async () => {
  const unique = { use: 'refine/unique', shape: 'reduce', models: {} } as const;
  const result = await prepared({ ...unique, from: { rows: 'seeds', other: 'gone' } }, ['gone']);
  expect(result).toMatchObject({ state: 'ready', rows: 5 });
  expect(Object.keys(result.inputs)).toEqual(['rows']);
  expect(await prepared({ ...unique, from: { one: 'gone', two: 'lost' } }, ['gone', 'lost'])).toMatchObject({
    state: 'skipped',
  });
});
