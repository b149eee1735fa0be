import type { Plan } from '../../../schemas/generated/plan.js';
import { createStyle } from '../output/style.js';
import type { StepForecast } from '../../project/plan-reuse.js';
import { costInWords, priceChanges } from '../../project/plan-diff/cost-again.js';
import { diffPlans } from '../../project/plan-diff/diff-plans.js';
import { diffValues } from '../../project/plan-diff/diff-values.js';
import { renderChanges } from './render-changes.js';

interface StepFacts {
  readonly id: string;
  readonly from: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly models?: readonly Readonly<Record<string, unknown>>[];
}

function planOf(seeds: string, steps: readonly StepFacts[]): Plan {
  return {
    data: { seeds: { name: 'seeds', file: `${seeds}.jsonl`, digest: seeds, rows: 3, columns: ['prompt'] } },
    steps: steps.map(({ id, from, models = [], ...rest }) => ({
      id,
      inputs: [{ port: 'rows', source: from === 'seeds' ? 'data' : 'step', name: from }],
      needs: from === 'seeds' ? [] : [from],
      identity: { method: `refine/${id}`, version: 1, with: rest.with ?? {}, models, seed: 0 },
    })),
  } as unknown as Plan;
}

const willRun: StepForecast = { state: 'will-run', because: 'x' };
const reused = { state: 'reused' } as StepForecast;
const plain = createStyle({ isTTY: false }, {});

const before = planOf('old', [
  { id: 'keep', from: 'seeds', with: { threshold: 0.8 } },
  {
    id: 'read',
    from: 'keep',
    with: { prompt: 'Read.\nBe brief.\nEnd.' },
    models: [{ role: 'model', identity: { model: 'a' } }],
  },
  { id: 'last', from: 'read' },
  { id: 'aside', from: 'seeds' },
  { id: 'old', from: 'seeds' },
]);

test('leaves that differ are found by path, lists as a whole', () => {
  expect(diffValues({ a: { b: 1, c: [1] }, d: 1 }, { a: { b: 2, c: [1, 2] }, e: null })).toEqual([
    { path: 'a.b', before: 1, after: 2 },
    { path: 'a.c', before: [1], after: [1, 2] },
    { path: 'd', before: 1 },
  ]);
});

test('a changed prompt and model show in their step, and what reads it follows', () => {
  const after = planOf('old', [
    { id: 'keep', from: 'seeds', with: { threshold: 0.8 } },
    {
      id: 'read',
      from: 'keep',
      with: { prompt: 'Read.\nBe very brief.\nEnd.' },
      models: [{ role: 'model', identity: { model: 'b' } }],
    },
    { id: 'last', from: 'read' },
    { id: 'aside', from: 'seeds' },
    { id: 'added', from: 'seeds' },
  ]);
  const forecasts = new Map([
    ['keep', reused],
    ['read', willRun],
    ['last', willRun],
    ['aside', willRun],
    ['added', reused],
  ]);
  expect(renderChanges('terms-1', diffPlans(before, after, forecasts), plain).split('\n')).toEqual([
    'Since run terms-1:',
    '  read: changed  runs',
    '    with.prompt:',
    '      - Be brief.',
    '      + Be very brief.',
    '    models.model.identity.model: a -> b',
    '  last: follows read  runs',
    '  added: new  made before: reused',
    '  old: gone',
    '  the same: keep, aside',
    '  the same, but never finished: aside',
  ]);
});

test('another data file touches every step below it; another name of the file none', () => {
  const moved = structuredClone(before);
  moved.data['seeds']!.file = 'elsewhere.jsonl';
  const same = diffPlans(before, moved, new Map());
  expect(same.every(({ change }) => change === 'same')).toBe(true);
  expect(renderChanges('r', same, plain)).toContain('nothing that a step key holds has changed');
  const other = diffPlans(before, planOf('new', [{ id: 'keep', from: 'seeds', with: { threshold: 0.8 } }]), new Map());
  expect(other.map(({ name, change, because }) => [name, change, because])).toEqual([
    ['seeds', 'changed', []],
    ['keep', 'follows', ['seeds']],
    ['read', 'gone', []],
    ['last', 'gone', []],
    ['aside', 'gone', []],
    ['old', 'gone', []],
  ]);
});

test('beside a step that asks again stands what that takes, and how much of it the ledger has', () => {
  const after = planOf('old', [
    { id: 'read', from: 'seeds' },
    { id: 'last', from: 'read' },
    { id: 'aside', from: 'seeds' },
  ]);
  const estimate = { calls: { low: 120, high: 120 }, usd: { low: 0.01, high: 0.02 } };
  for (const step of after.steps) Object.assign(step, { shape: 'map', estimate });
  const forecasts = new Map([
    ['read', willRun],
    ['last', willRun],
    ['aside', willRun],
  ]);
  const priced = priceChanges(diffPlans(before, after, forecasts), {
    plan: after,
    bases: new Map([
      ['read', ''],
      ['last', ''],
    ]),
    probes: new Map([['read', { rows: 1000, of: 1000, answered: 880, calls: [] }]]),
  });
  expect(priced.map(({ name, again }) => [name, again])).toEqual([
    ['seeds', undefined],
    ['read', { ...estimate, rows: { seen: 1000, answered: 880, of: 1000 } }],
    ['last', estimate],
    ['aside', undefined],
    ['keep', undefined],
    ['old', undefined],
  ]);
  const lines = renderChanges('r', priced, plain).split('\n');
  expect(lines).toContain('  read: changed  runs: 120 calls, $0.01-$0.02; 880 of 1,000 rows are answered');
  expect(lines).toContain('  last: follows read  runs: 120 calls, $0.01-$0.02; its rows are not known yet');
});

test('a sample is called one, and an unknown price is no money', () => {
  const calls = { low: 1000, high: 20_000 };
  expect(costInWords({ calls, usd: null, rows: { seen: 5000, answered: 0, of: 20_000 } })).toBe(
    '1,000-20.0 k calls, price unknown; 0 of 5,000 rows looked at are answered',
  );
});
