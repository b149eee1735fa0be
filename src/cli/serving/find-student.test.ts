import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fabricateRun, keyOf } from '../../../test/report/fabricated-run.js';
import { createFileArtifactStore } from '../../artifacts/file/file-artifact-store.js';
import { createFileRunStore } from '../../runs/file/file-run-store.js';
import { findStudent } from './find-student.js';

let project: string;
const elsewhere = realpathSync(mkdtempSync(join(tmpdir(), 'limbeck-students-')));

beforeAll(async () => {
  project = realpathSync(mkdtempSync(join(tmpdir(), 'limbeck-find-')));
  writeFileSync(join(project, 'limbeck.yaml'), 'limbeck: 1\n');
  const state = { folder: join(project, '.limbeck') };
  const artifacts = createFileArtifactStore(state);
  await fabricateRun('terms-1', { runs: createFileRunStore(state), artifacts, clock: { ms: 0 } });
  const model = join(await artifacts.workFolder(keyOf('tune')), 'with-onnx');
  writeFiles(model, ['config.json', 'onnx/limbeck-onnx.json']);
  const { digest } = await artifacts.importModel(model, {});
  const record = (await artifacts.getStep(keyOf('tune')))!;
  await artifacts.putStep({ ...record, outputs: { model: digest } });
  writeFiles(join(elsewhere, 'exported'), ['limbeck-onnx.json']);
  writeFiles(join(elsewhere, 'artifact'), ['config.json', 'onnx/limbeck-onnx.json']);
  writeFiles(join(elsewhere, 'for-transformers'), ['config.json', 'model.safetensors']);
  writeFiles(join(elsewhere, 'letters'), ['dear.txt']);
});
afterAll(() => {
  for (const folder of [project, elsewhere]) rmSync(folder, { recursive: true, force: true });
});

function writeFiles(folder: string, files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '{}');
  }
}

test('RUN/STEP is the ONNX form beside the weights of a finished distill step', async () => {
  expect(await findStudent('terms-1/tune', project)).toEqual({
    folder: expect.stringMatching(/artifacts.*onnx$/),
    name: 'terms-1/tune',
  });
});

test('a folder is served as it stands, or its folder onnx/', async () => {
  expect(await findStudent(join(elsewhere, 'exported'), undefined)).toEqual({
    folder: join(elsewhere, 'exported'),
    name: 'exported',
  });
  expect(await findStudent(join(elsewhere, 'artifact'), undefined)).toEqual({
    folder: join(elsewhere, 'artifact', 'onnx'),
    name: 'artifact',
  });
});

test.each([
  [
    'a student of an earlier version',
    'terms-1/tune-gold',
    'student-not-onnx',
    'limbeck export terms-1/tune-gold --to onnx DIR',
  ],
  ['a step that leaves rows', 'terms-1/read', 'no-model', 'limbeck show terms-1'],
  ['a misspelt step', 'terms-1/tuen', 'unknown-step', 'Did you mean "tune"?'],
  ['a misspelt run', 'term-1/tune', 'unknown-run', 'Did you mean "terms-1"?'],
  ['a run alone', 'terms-1', 'usage', 'Give RUN/STEP.'],
])('%s is refused with what to do', async (_name, model, code, hint) => {
  await expect(findStudent(model, project)).rejects.toMatchObject({ code, hint: expect.stringContaining(hint) });
});

test.each([
  ['for-transformers', 'holds a model for transformers'],
  ['letters', 'there is no limbeck-onnx.json in it'],
])('the folder %s is refused with how to export', async (name, message) => {
  await expect(findStudent(join(elsewhere, name), undefined)).rejects.toMatchObject({
    code: 'student-not-onnx',
    message: expect.stringContaining(message),
    hint: expect.stringContaining('limbeck export RUN/STEP --to onnx DIR'),
  });
});

test('a name that is no folder, outside of any project, is said to be neither', async () => {
  await expect(findStudent('terms-1/tune', elsewhere)).rejects.toMatchObject({
    code: 'unknown-model',
    message: 'There is no folder terms-1/tune, and no project here in which it could be RUN/STEP.',
  });
});
