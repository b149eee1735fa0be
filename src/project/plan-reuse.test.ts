import type { Plan, PlanStep } from '../../schemas/generated/plan.js';
import type { StepRecord } from '../../schemas/generated/artifact.js';
import { importKey, retriedKey, stepKey } from '../core/identity/step-key.js';
import type { ArtifactStore } from '../artifacts/contract.js';
import { changedParts, forecastReuse } from './plan-reuse.js';

const data = {
  name: 'seeds',
  file: 'seeds.jsonl',
  format: 'jsonl',
  gzip: false,
  kind: 'prompt',
  evaluation: false,
  digest: 'd'.repeat(64),
  columns: ['prompt'],
  rows: 3,
} as const;

function step(id: string, from: string, source: 'data' | 'step', parameters: Record<string, unknown>): PlanStep {
  return {
    id,
    inputs: [{ port: 'rows', source, name: from }],
    models: [],
    identity: { method: id, with: parameters },
  } as unknown as PlanStep;
}

const planOf = (steps: PlanStep[]): Plan => ({ data: { seeds: data }, steps }) as unknown as Plan;

const record = (key: string, rows: string): StepRecord => ({ key, outputs: { rows } }) as unknown as StepRecord;

function storeOf(
  records: StepRecord[],
  times: Readonly<Record<string, number>> = {},
): Pick<ArtifactStore, 'getStep' | 'timesRetried'> {
  return {
    getStep: (key) => Promise.resolve(records.find((candidate) => candidate.key === key)),
    timesRetried: async (key) => times[key] ?? 0,
  };
}

const imported = record(importKey({ ...data }), 'seeds-digest');
const keyOf = (of: PlanStep, rows: string): string => stepKey({ identity: of.identity, inputs: { rows }, models: {} });

test('steps whose artifacts are there are reused, also when no run of the recipe is known', async () => {
  const read = step('read', 'seeds', 'data', { temperature: 0 });
  const keep = step('keep', 'read', 'step', { threshold: 0.8 });
  const store = storeOf([
    imported,
    record(keyOf(read, 'seeds-digest'), 'read-digest'),
    record(keyOf(keep, 'read-digest'), 'keep-digest'),
  ]);
  const found = await forecastReuse(planOf([read, keep]), store, undefined);
  expect([...found.values()].map(({ state }) => state)).toEqual(['reused', 'reused']);
});

test('one changed parameter runs its step and what follows from it, and it is said why', async () => {
  const before = planOf([
    step('read', 'seeds', 'data', { temperature: 0 }),
    step('keep', 'read', 'step', { threshold: 0.8 }),
  ]);
  const after = planOf([
    step('read', 'seeds', 'data', { temperature: 0.7 }),
    step('keep', 'read', 'step', { threshold: 0.8 }),
    step('more', 'keep', 'step', {}),
  ]);
  const store = storeOf([imported, record(keyOf(before.steps[0]!, 'seeds-digest'), 'read-digest')]);
  const found = await forecastReuse(after, store, before);
  expect([...found.values()]).toEqual([
    { state: 'will-run', because: 'with.temperature changed' },
    { state: 'will-run', because: 'input changed: read' },
    { state: 'will-run', because: 'new' },
  ]);
});

test('a step that was planned before but never finished says so', async () => {
  const plan = planOf([step('read', 'seeds', 'data', {})]);
  expect((await forecastReuse(plan, storeOf([imported]), plan)).get('read')).toEqual({
    state: 'will-run',
    because: 'not finished before',
  });
});

test('changes are named one level deep', () => {
  expect(changedParts({ with: { a: 1, b: 2 }, seed: 0 }, { with: { a: 1, b: 3, c: 4 }, seed: 1 })).toEqual([
    'with.b',
    'with.c',
    'seed',
  ]);
});

test('many changed parts are counted, so that the reason fits its cell', async () => {
  const before = planOf([step('read', 'seeds', 'data', { a: 1, b: 1, c: 1 })]);
  const after = planOf([step('read', 'seeds', 'data', { a: 2, b: 2, c: 2 })]);
  const found = await forecastReuse(after, storeOf([imported]), before);
  expect(found.get('read')).toEqual({ state: 'will-run', because: 'with.a, 2 more changed' });
});

test('a step whose failed rows were tried again is reused as it was made last', async () => {
  const read = step('read', 'seeds', 'data', {});
  const keep = step('keep', 'read', 'step', {});
  const first = keyOf(read, 'seeds-digest');
  const again = record(retriedKey(first, 1), 'more-rows');
  const store = storeOf([imported, record(first, 'rows'), again, record(keyOf(keep, 'rows'), 'kept')], { [first]: 1 });
  const found = await forecastReuse(planOf([read, keep]), store, undefined);
  expect(found.get('read')).toEqual({ state: 'reused', record: again });
  expect(found.get('keep')).toMatchObject({ state: 'will-run' });
});
