import type { Row } from '../core/record-kinds.js';
import { callRow, openSmallLineage, smallAnswer } from '../../test/support/small-lineage.js';
import { renderModelTrace, renderRowTrace } from '../cli/rows/render-trace.js';
import { createStyle } from '../cli/output/style.js';
import { answersOfRun } from './answers-of-run.js';
import { countSources } from './count-sources.js';
import { traceModel } from './trace-model.js';
import { traceRow, type RowTrace, type TracedRow } from './trace-row.js';

const row = (id: string, parents: readonly string[] = [], prompt = `text ${id}`): Row => ({ id, parents, prompt });

/** seeds grow into w1 to w3, are read, filtered, mixed with gold and trained on; the model is measured. */
const open = () =>
  openSmallLineage(
    {
      data: { seeds: 2, gold: 2, dev: 1 },
      models: { teacher: { terms: { training_on_output: 'allowed' } }, student: { provider: 'transformers' } },
      steps: [
        { id: 'write', use: 'elicit/extend', shape: 'grow', from: { rows: 'seeds' }, models: { model: ['teacher'] } },
        { id: 'read', use: 'elicit/answer', shape: 'map', from: { rows: 'write' }, models: { model: ['teacher'] } },
        { id: 'keep', use: 'refine/unique', shape: 'reduce', from: { rows: 'read' } },
        { id: 'both', use: 'refine/mix', shape: 'reduce', from: { a: 'keep', b: 'gold' } },
        { id: 'tune', use: 'distill/sft', shape: 'train', from: { rows: 'both' }, models: { student: ['student'] } },
        {
          id: 'score',
          use: 'evaluate/match',
          shape: 'measure',
          from: { rows: 'dev' },
          models: { models: ['teacher', 'tune'] },
        },
      ],
    },
    {
      seeds: { outputs: { rows: [row('s1'), row('s2')] } },
      gold: { outputs: { rows: [row('g1'), row('g2')] } },
      dev: { outputs: { rows: [row('d1')] } },
      write: {
        outputs: { rows: [row('w1', ['s1', 's2']), row('w2', ['s2', 'w1']), row('w3', ['w2', 's2'])] },
        calls: [callRow('c1', ['w1', 'w2']), callRow('c2', ['w3'])],
      },
      read: {
        outputs: { rows: ['1', '2', '3'].map((n) => row(`r${n}`, [`w${n}`])) },
        calls: ['1', '2', '3'].map((n) => callRow(`k${n}`, [`w${n}`])),
      },
      keep: { outputs: { rows: [row('r2', ['w2']), row('r3', ['w3'])] }, rejected: [row('r1', ['w1'])] },
      both: { outputs: { rows: [row('r3', ['w3']), row('g2'), row('r2', ['w2'])] } },
      tune: { outputs: { model: [] } },
      score: {
        outputs: { teacher: [row('m1', ['d1'])], tune: [row('m2', ['d1'])] },
        calls: [callRow('e1', ['d1'], 'teacher', 'models'), callRow('e2', ['d1'], 'tune', 'models')],
      },
    },
  );

const trace = async (name: string, id: string, output?: string): Promise<RowTrace> => {
  const lineage = await open();
  const node = lineage.nodes.get(name)!;
  const digest = output === undefined ? Object.values(node.record!.outputs)[0]! : node.record!.outputs[output]!;
  return traceRow({ lineage, ledger: lineage.ledger, node, digest, id, ...(output === undefined ? {} : { output }) });
};

const shortly = ({ lineage }: RowTrace): unknown[] =>
  lineage.map(({ name, row: { id }, passed_on, from, calls, source }) => [
    name,
    id,
    passed_on ? 'passed on' : 'made',
    from.map((origin) => `${origin.name} ${origin.id}`),
    calls.map(({ key }) => key),
    ...(source ? [source.row] : []),
  ]);

test('a row leads back through what passed it on to what made it, its calls and its place in the data file', async () => {
  const found = await trace('both', 'r3');
  expect(shortly(found)).toEqual([
    ['both', 'r3', 'passed on', ['keep r3'], []],
    ['keep', 'r3', 'passed on', ['read r3'], []],
    ['read', 'r3', 'made', ['write w3'], ['k3']],
    ['write', 'w3', 'made', ['write w2', 'seeds s2'], ['c2']],
    ['write', 'w2', 'made', ['seeds s2', 'write w1'], ['c1']],
    ['write', 'w1', 'made', ['seeds s1', 'seeds s2'], ['c1']],
    ['seeds', 's1', 'made', [], [], 1],
    ['seeds', 's2', 'made', [], [], 2],
  ]);
  expect(found.models.map(({ name, training_on_output }) => [name, training_on_output])).toEqual([
    ['teacher', 'allowed'],
  ]);
  const { key: _, ...answer } = smallAnswer('k3', 'read');
  expect(found.lineage[2]?.calls).toEqual([
    {
      key: 'k3',
      role: 'model',
      model: 'teacher',
      messages: [{ role: 'user', content: 'ask k3' }],
      answer: { ...answer.answer, ...answer, answer: undefined },
    },
  ]);
});

test('a row of a data set that is mixed in leads to the file alone', async () => {
  expect(shortly(await trace('both', 'g2'))).toEqual([
    ['both', 'g2', 'passed on', ['gold g2'], []],
    ['gold', 'g2', 'made', [], [], 2],
  ]);
});

test('a row that stands twice in a data set hides no other', async () => {
  const twice = await openSmallLineage(
    { data: { gold: 3 }, steps: [{ id: 'both', use: 'refine/mix', shape: 'reduce', from: { a: 'gold', b: 'gold' } }] },
    {
      gold: { outputs: { rows: [row('g1'), row('g1'), row('g2')] } },
      both: { outputs: { rows: [row('g1'), row('g1'), row('g2')] } },
    },
  );
  const node = twice.nodes.get('both')!;
  const { sources } = await countSources(twice, [{ node, digest: node.record!.outputs['rows']! }]);
  expect(sources.map(({ name, rows }) => [name, rows])).toEqual([
    ['both', 2],
    ['gold', 2],
  ]);
});

test('after a loop a row leads into the round that was kept, and on through the rounds before it', async () => {
  const loop = {
    id: 'rounds',
    times: 3,
    carry: { current: { start: 'seeds', next: 'loud' } },
    steps: [{ id: 'loud', use: 'refine/shout', shape: 'map' as const, from: { rows: 'current' } }],
  };
  const lineage = await openSmallLineage(
    {
      data: { seeds: 1 },
      steps: [{ id: 'again', use: 'refine/shout', shape: 'map', from: { rows: 'rounds.loud' } }],
      loops: [loop],
    },
    {
      seeds: { outputs: { rows: [row('s1')] } },
      'rounds[1]/loud': { outputs: { rows: [row('a1', ['s1'])] } },
      'rounds[2]/loud': { outputs: { rows: [row('b1', ['a1'])] } },
      'rounds[3]/loud': { outputs: { rows: [row('c1', ['b1'])] } },
      again: { outputs: { rows: [row('z1', ['b1'])] } },
    },
    [{ type: 'round-finished', loop: 'rounds', round: 3, stop: true, kept: 2 }],
  );
  expect(lineage.nodes.get('rounds.loud')?.name).toBe('rounds[2]/loud');
  const node = lineage.nodes.get('again')!;
  const found = await traceRow({
    lineage,
    ledger: lineage.ledger,
    node,
    digest: node.record!.outputs['rows']!,
    id: 'z1',
  });
  expect(shortly(found)).toEqual([
    ['again', 'z1', 'made', ['rounds[2]/loud b1'], []],
    ['rounds[2]/loud', 'b1', 'made', ['rounds[1]/loud a1'], []],
    ['rounds[1]/loud', 'a1', 'made', ['seeds s1'], []],
    ['seeds', 's1', 'made', [], [], 1],
  ]);
});

test('of several samples each row has its own call, where the method says which', async () => {
  const lineage = await openSmallLineage(
    { data: { seeds: 1 }, steps: [{ id: 'try', use: 'elicit/answer', shape: 'map', from: { rows: 'seeds' } }] },
    {
      seeds: { outputs: { rows: [row('s1')] } },
      try: {
        outputs: { rows: [row('t1', ['s1']), row('t2', ['s1'])] },
        calls: [callRow('k1', ['t1']), callRow('k2', ['t2']), callRow('unusable', ['s1'])],
      },
    },
  );
  const node = lineage.nodes.get('try')!;
  const found = await traceRow({
    lineage,
    ledger: lineage.ledger,
    node,
    digest: node.record!.outputs['rows']!,
    id: 't2',
  });
  expect(found.lineage[0]?.calls.map(({ key }) => key)).toEqual(['k2']);
});

test('a prediction leads to its held-out row and to the call of its own model only', async () => {
  expect(shortly(await trace('score', 'm2', 'tune'))).toEqual([
    ['score', 'm2', 'made', ['dev d1'], ['e2']],
    ['dev', 'd1', 'made', [], [], 1],
  ]);
});

test('a model leads to its training rows, counted by every step and data set they came through', async () => {
  const lineage = await open();
  const node = lineage.nodes.get('tune')!;
  const found = await traceModel(lineage, { ...node, step: node.step! });
  expect(found).toMatchObject({ name: 'tune', model: 'model-tune', base: 'student', training_rows: 3 });
  expect(found.sources.map(({ name, rows, of, rejected, asked }) => [name, rows, of, rejected, asked])).toEqual([
    ['both', 3, 3, 0, []],
    ['keep', 2, 2, 1, []],
    ['read', 2, 3, 0, ['teacher']],
    ['write', 3, 3, 0, ['teacher']],
    ['seeds', 2, 2, 0, []],
    ['gold', 1, 2, 0, []],
  ]);
  expect(found.models.map(({ name }) => name)).toEqual(['teacher', 'student']);
  const text = renderModelTrace(found, space);
  expect(text).toContain('trained on 3 rows from student');
  expect(text).toMatch(/^gold {2}data gold\.jsonl\n {2}1 of 2 rows stand behind it; no licence named$/m);
});

test('the answers of a run are those of all its steps', async () => {
  expect([...(await answersOfRun(await open()))].toSorted()).toEqual(['c1', 'c2', 'e1', 'e2', 'k1', 'k2', 'k3']);
});

const space = { width: 80, lines: 3, style: createStyle({ isTTY: false }, {}), full: false };

test('of a row that was passed on, what a step added is shown, and who reviewed it', async () => {
  const found = await trace('both', 'g2');
  const [both, gold] = found.lineage as [TracedRow, TracedRow];
  const review = { by: 'ada', rows: 5, edited: 1, removed: 0 };
  const changed = { ...found, lineage: [{ ...both, row: { ...both.row, correct: true }, review }, gold] };
  expect(renderRowTrace(changed, space).split('\n').slice(0, 4)).toEqual([
    'both  refine/mix, reviewed by ada, passed on  g2',
    '│ correct  true',
    '└ gold  row 2 of gold.jsonl, no licence named  g2',
    '    prompt  text g2',
  ]);
});

test('drawn, each row stands once, and what a growing step grew from itself is counted', async () => {
  const found = await trace('read', 'r3');
  const heads = (text: string): string[] =>
    text.split('\n').filter((line) => /^[│├└ ]*(read|write|seeds|model) /.test(line) || line.includes('grown from'));
  expect(heads(renderRowTrace(found, space))).toEqual([
    'read  elicit/answer  r3',
    '└ write  elicit/extend  w3',
    '  ├ write  elicit/extend  w2',
    '  │   grown from 2 rows; --full shows them',
    '  └ seeds  row 2 of seeds.jsonl, no licence named  s2',
    'model teacher',
  ]);
  const full = heads(renderRowTrace(found, { ...space, full: true }));
  expect(full).toContain('  │   └ seeds  row 2 of seeds.jsonl, no licence named, shown above  s2');
  expect(full).toContain('  │ └ write  elicit/extend  w1');
});
