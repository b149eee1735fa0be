import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportJob } from '../../schemas/generated/trainer-job.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { exportModel, type ExportModelInput } from '../../src/student-export/export-model.js';
import { fabricateRun, keyOf } from '../report/fabricated-run.js';

const run = 'contract-terms-20260301';
let folder: string;
let project: ExportModelInput['project'];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limbeck-export-'));
  const state = join(folder, 'state');
  const clock = { ms: Date.parse('2026-03-01T10:00:00Z') };
  const runs = createFileRunStore({ folder: state, now: () => clock.ms });
  const artifacts = createFileArtifactStore({ folder: state });
  await fabricateRun(run, { runs, artifacts, clock });
  await keepWhatWasAsked(artifacts);
  project = { state, runs: () => Promise.resolve(runs), artifacts: () => Promise.resolve(artifacts) };
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** The evaluation asked two models, one of them twice about a row. */
async function keepWhatWasAsked(artifacts: ReturnType<typeof createFileArtifactStore>): Promise<void> {
  const ask = (id: string, model: string, more = {}) => ({
    id,
    parents: [],
    rows: [id],
    role: 'models',
    model,
    messages: [{ role: 'user', content: `Clause ${id}` }],
    sampling: { temperature: 0, max_tokens: 60 },
    ...more,
  });
  const rows = [ask('a', 'teacher'), ask('b', 'tune'), ask('c', 'tune', { asked_again: true }), ask('d', 'tune')];
  const calls = await artifacts.writeDataSet('calls', rows);
  const record = await artifacts.getStep(keyOf('score'));
  await artifacts.putStep({ ...record!, calls: calls.digest });
}

const facts = {
  form: 'onnx',
  parameters: 812_544,
  seconds: 1.5,
  threads: 1,
  versions: { torch: '2.13.0', onnx: '1.23.2' },
  onnx: {
    difference: 1.9e-6,
    bytes: 3_500_000,
    int8: {
      bytes: 1_100_000,
      compared: { prompts: 2, equal_completions: 0.5, tokens: 40, equal_tokens: 0.975, mean_logit_difference: 0.0123 },
    },
  },
};

interface StandIn {
  readonly python: () => Promise<string>;
  readonly job: () => { readonly job: ExportJob; readonly asked: unknown };
}

/** In the trainer's place: keeps the job, leaves a folder, says what it is told to. */
function standIn(name: string, { form = 'onnx', dies = false } = {}): StandIn {
  const kept = join(folder, `${name}.json`);
  const python = join(folder, `${name}-python`);
  const said = form === 'onnx' ? facts : { ...facts, form, onnx: undefined };
  writeFileSync(
    python,
    `#!${process.execPath}
const fs = require('node:fs'), path = require('node:path');
const job = JSON.parse(fs.readFileSync(process.argv[4], 'utf8'));
const asked = job.compare ? fs.readFileSync(job.compare, 'utf8').trim().split('\\n').map((line) => JSON.parse(line)) : [];
fs.writeFileSync(${JSON.stringify(kept)}, JSON.stringify({ job, asked }));
if (${dies}) process.kill(process.pid, 'SIGKILL');
fs.mkdirSync(job.output, { recursive: true });
for (const name of ['model.onnx', 'limbeck-onnx.json', 'limbeck-model.json']) fs.writeFileSync(path.join(job.output, name), name);
process.stdout.write(JSON.stringify({ event: 'done', facts: ${JSON.stringify(said)} }) + '\\n');
`,
  );
  chmodSync(python, 0o755);
  return {
    python: () => Promise.resolve(python),
    job: () => JSON.parse(readFileSync(kept, 'utf8')) as ReturnType<StandIn['job']>,
  };
}

const { signal } = new AbortController();
const into = (out: string, more: Partial<ExportModelInput> = {}): ExportModelInput => ({
  project,
  run,
  step: 'tune',
  form: 'onnx',
  out: join(folder, out),
  signal,
  ...more,
});

test('the trainer is given the model and the held-out prompts it was asked, and the folder gets a card and a record', async () => {
  const trainer = standIn('first');
  const made = await exportModel(into('student', { int8: true, python: trainer.python }));
  const { job, asked } = trainer.job();
  expect(job).toMatchObject({ kind: 'export', form: 'onnx', int8: true, student: { initial: 'weights' }, threads: 0 });
  expect(asked).toEqual([
    { index: 0, messages: [{ role: 'user', content: 'Clause b' }], sampling: { temperature: 0, max_tokens: 60 } },
    { index: 1, messages: [{ role: 'user', content: 'Clause d' }], sampling: { temperature: 0, max_tokens: 60 } },
  ]);
  expect(readdirSync(made.folder).toSorted()).toEqual([
    'README.md',
    'limbeck-export.json',
    'limbeck-onnx.json',
    'model.onnx',
  ]);
  const card = await readFile(join(made.folder, 'README.md'), 'utf8');
  expect(JSON.parse(await readFile(join(made.folder, 'limbeck-export.json'), 'utf8'))).toEqual({
    format: 1,
    run,
    step: 'tune',
    form: 'onnx',
    int8: true,
    model: made.record.model,
    files: { 'README.md': Buffer.byteLength(card), 'limbeck-onnx.json': 17, 'model.onnx': 10 },
  });
  expect(existsSync(job.output)).toBe(false);
  // Equal exports are equal, to the byte.
  await exportModel(into('again', { int8: true, python: standIn('second').python }));
  for (const name of readdirSync(made.folder))
    expect(readFileSync(join(folder, 'again', name))).toEqual(readFileSync(join(made.folder, name)));
});

test('the card says where the student comes from, what it can and what it costs to round it', async () => {
  const made = await exportModel(into('carded', { int8: true, python: standIn('card').python }));
  const card = await readFile(join(made.folder, 'README.md'), 'utf8');
  // Versions of Limbeck and digests of fabricated records change with the code.
  const still = card.replace(/\| limbeck \| \S+ \|/, '| limbeck | VERSION |').replaceAll(/\b[0-9a-f]{12}\b/g, 'DIGEST');
  const expected = join(__dirname, 'card.expected.md');
  if (process.env['LIMBECK_WRITE_GOLDEN']) writeFileSync(expected, still);
  expect(still).toBe(readFileSync(expected, 'utf8'));
  expect(card).not.toContain(folder);
  expect(card).not.toMatch(/https?:\/\/(127|localhost)|api[_-]?key/i);
});

test('an earlier export is replaced, a folder of anything else is not', async () => {
  const out = join(folder, 'place');
  await exportModel(into('place', { python: standIn('one').python }));
  await exportModel(into('place', { form: 'transformers', python: standIn('two', { form: 'transformers' }).python }));
  expect(JSON.parse(readFileSync(join(out, 'limbeck-export.json'), 'utf8'))).toMatchObject({ form: 'transformers' });
  writeFileSync(join(out, 'notes.txt'), 'mine');
  await expect(exportModel(into('place', { python: standIn('three').python }))).rejects.toMatchObject({
    code: 'folder-not-empty',
    message: `${out} holds what no export has put there: notes.txt.`,
  });
  expect(readFileSync(join(out, 'notes.txt'), 'utf8')).toBe('mine');
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  mkdirSync(join(folder, 'fresh'));
  await exportModel(into('fresh', { python: standIn('four').python }));
  expect(existsSync(join(folder, 'fresh', 'README.md'))).toBe(true);
});

test('a trainer that dies leaves no folder, and the next try goes on in the same work folder', async () => {
  const dead = standIn('dead', { dies: true });
  await expect(exportModel(into('killed', { python: dead.python }))).rejects.toMatchObject({ code: 'trainer-killed' });
  expect(existsSync(join(folder, 'killed'))).toBe(false);
  const alive = standIn('alive');
  await exportModel(into('killed', { python: alive.python }));
  expect(alive.job().job.output).toBe(dead.job().job.output);
  expect(alive.job().job.lease.token).toBe(2);
});

test.each([
  ['read', '"read" of contract-terms-20260301 has left no model.'],
  ['nowhere', '"nowhere" of contract-terms-20260301 has left no model.'],
])('step %s is refused with the steps that made a model', async (step, message) => {
  await expect(exportModel(into('refused', { step, python: standIn('none').python }))).rejects.toMatchObject({
    code: 'no-model',
    message,
    hint: 'Models were made by: tune, tune-gold.',
  });
});

test('a damaged model is not exported', async () => {
  const artifacts = await project.artifacts();
  const record = await artifacts.getStep(keyOf('tune-gold'));
  const { folder: model } = await artifacts.openModel(record!.outputs['model']!);
  const file = join(model, 'config.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('tune', 'tuna'));
  // One that has not verified it yet, as in another process.
  const store = createFileArtifactStore({ folder: project.state });
  const opened = { ...project, artifacts: () => Promise.resolve(store) };
  const attempt = exportModel(
    into('damaged', { project: opened, step: 'tune-gold', python: standIn('damaged').python }),
  );
  await expect(attempt).rejects.toMatchObject({ code: 'artifact-corrupt' });
  expect(existsSync(join(folder, 'damaged'))).toBe(false);
});
