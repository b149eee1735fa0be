import type { Plan } from '../../../schemas/generated/plan.js';
import { createStyle } from '../style.js';
import type { StepForecast } from '../plan-reuse.js';
import { diffPlans } from './diff-plans.js';
import { diffValues } from './diff-values.js';
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
