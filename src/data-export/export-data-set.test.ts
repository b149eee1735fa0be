import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Row } from '../core/record-kinds.js';
import type { PlanModel } from '../../schemas/generated/plan.js';
import { callRow, openSmallLineage } from '../../test/support/small-lineage.js';
import { exportDataSet, type ExportDataInput, type ExportedData } from './export-data-set.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-export-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const row = (id: string, parents: readonly string[] = []): Row => ({ id, parents, prompt: `text ${id}`, n: 1 });

async function open(terms: NonNullable<PlanModel['terms']>['training_on_output'] = 'allowed') {
  const lineage = await openSmallLineage(
    {
      data: { seeds: 3 },
      models: { teacher: { model: 'big', terms: { training_on_output: terms } } },
      steps: [
        { id: 'read', use: 'elicit/answer', shape: 'map', from: { rows: 'seeds' }, models: { model: ['teacher'] } },
        { id: 'cut', use: 'refine/split', shape: 'reduce', from: { rows: 'read' }, outputs: ['train', 'dev-set'] },
      ],
    },
    {
      seeds: { outputs: { rows: ['s1', 's2', 's3'].map((id) => row(id)) } },
      read: {
        outputs: { rows: ['1', '2'].map((n) => row(`r${n}`, [`s${n}`])) },
        rejected: [{ ...row('s3'), rejected_because: 'no-answer' }],
        calls: [callRow('k1', ['s1']), callRow('k1b', ['s1']), callRow('k2', ['s2']), callRow('k3', ['s3'])],
      },
      cut: { outputs: { train: [row('r2', ['s2'])], 'dev-set': [row('r1', ['s1'])] } },
    },
  );
  return lineage;
}

type Lineage = Awaited<ReturnType<typeof open>>;

async function write(lineage: Lineage, name: string, over: Partial<ExportDataInput> = {}): Promise<ExportedData> {
  const node = lineage.nodes.get(name)!;
  const sets = Object.entries(node.record!.outputs).map(([output, digest]) => ({ output, digest }));
  const out = join(folder, 'out');
  return exportDataSet({ lineage, state: folder, node, sets, form: 'jsonl', withLineage: false, out, ...over });
}

const linesOf = (file: string): unknown[] =>
  readFileSync(join(folder, 'out', file), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
const card = (): string => readFileSync(join(folder, 'out', 'README.md'), 'utf8');

test('rows come out as they are, with a card that says what they are and where they come from', async () => {
  const { rows, warnings, record } = await write(await open(), 'read');
  expect([rows, Object.keys(record.files)]).toEqual([2, ['README.md', 'data/train.jsonl']]);
  expect(linesOf('data/train.jsonl')).toEqual([row('r1', ['s1']), row('r2', ['s2'])]);
  expect(card()).toContain(
    'configs:\n  - config_name: default\n    data_files:\n      - split: train\n        path: data/train.jsonl\n',
  );
  expect(card()).toContain('| rows of the step | 2 in, 2 out, 1 put aside, 0 failed |');
  expect(card()).toContain('| read | elicit/answer | 2 | 2 | 1 | 0 | teacher |');
  expect(card()).toContain('| seeds | data | 2 | 3 | 0 | 0 |  |');
  expect(card()).toContain('| teacher | big | openai | training on its output allowed |');
  expect(warnings).toEqual(['The recipe does not say which licence seeds has.']);
  expect(card()).toContain(`- ${warnings[0]}`);
  expect(readdirSync(folder)).toEqual(['exports', 'out']);
  expect(readdirSync(join(folder, 'exports', 'tmp'))).toEqual([]);
});

test('a teacher whose terms forbid training is named plainly', async () => {
  const { warnings } = await write(await open('forbidden'), 'read');
  expect(warnings[0]).toBe(
    'The terms of teacher forbid training on its output. Do not share these rows or train on them without leave.',
  );
  expect(card()).toContain('training on its output FORBIDDEN');
});

test('what licences forbid is said of the rows made from the data, and who took it upon them', async () => {
  const lineage = await open();
  const { seeds } = lineage.plan.data;
  Object.assign(seeds!, { license: 'CC-BY-NC-ND-4.0', evaluation: true });
  Object.assign(lineage.plan, { accepted_terms: [{ of: 'data', name: 'seeds', by: 'Ada' }] });
  expect((await write(lineage, 'read')).warnings).toEqual([
    'The licence of seeds (CC-BY-NC-ND-4.0) forbids passing on what is made from it. Do not share these rows without leave.',
    'The licence of seeds (CC-BY-NC-ND-4.0) forbids commercial use, and so for these rows.',
    'Rows of seeds are held out for evaluation: what is made from them is not for training.',
    'Ada took upon them what the licence of seeds forbids in this run.',
  ]);
});

test('a step with several outputs becomes splits, and on request each row names its maker and its answers', async () => {
  await write(await open(), 'cut', { withLineage: true });
  expect(linesOf('data/train.jsonl')).toEqual([
    { ...row('r2', ['s2']), limbeck_step: 'read', limbeck_response_keys: ['k2'] },
  ]);
  expect(linesOf('data/dev_set.jsonl')).toEqual([
    { ...row('r1', ['s1']), limbeck_step: 'read', limbeck_response_keys: ['k1', 'k1b'] },
  ]);
  expect(card()).toContain('| dev_set | data/dev_set.jsonl |');
});

test('as Parquet the same rows can be read by others', async () => {
  await write(await open(), 'read', { form: 'parquet', withLineage: true });
  const { asyncBufferFromFile, parquetReadObjects } = await import('hyparquet');
  const read = await parquetReadObjects({ file: await asyncBufferFromFile(join(folder, 'out/data/train.parquet')) });
  expect(read.map(({ id, parents, limbeck_response_keys: keys }) => [id, parents, keys])).toEqual([
    ['r1', ['s1'], ['k1', 'k1b']],
    ['r2', ['s2'], ['k2']],
  ]);
});

test('exported twice the bytes are equal, an earlier export is replaced, and nothing else is', async () => {
  const lineage = await open();
  await write(lineage, 'read');
  const first = readFileSync(join(folder, 'out/README.md'));
  await write(lineage, 'cut');
  expect(readdirSync(join(folder, 'out/data')).toSorted()).toEqual(['dev_set.jsonl', 'train.jsonl']);
  await write(lineage, 'read');
  expect(readFileSync(join(folder, 'out/README.md')).equals(first)).toBe(true);
  expect(readdirSync(join(folder, 'out/data'))).toEqual(['train.jsonl']);
  writeFileSync(join(folder, 'out', 'thesis.tex'), 'mine');
  await expect(write(lineage, 'cut')).rejects.toMatchObject({ code: 'folder-not-empty' });
  expect(readFileSync(join(folder, 'out', 'thesis.tex'), 'utf8')).toBe('mine');
});

test('rows that have a column of such a name are not overwritten', async () => {
  const lineage = await openSmallLineage(
    { data: { seeds: 1 }, steps: [] },
    { seeds: { outputs: { rows: [{ ...row('s1'), limbeck_step: 'mine' }] } } },
  );
  await expect(write(lineage, 'seeds', { withLineage: true })).rejects.toMatchObject({
    code: 'column-taken',
  });
  expect(readdirSync(folder)).toEqual(['exports']);
});
