import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileArtifactStore } from '../artifacts/file/file-artifact-store.js';
import { createFileRunStore } from '../runs/file/file-run-store.js';
import { examplePlan } from '../runs/contract-suite.js';
import { openStoreFormat } from './store-format.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'limbeck-format-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const formatOf = (store: string): string => readFileSync(join(folder, store, 'format.json'), 'utf8');

test('a new store writes its format once, with its first content, and looking writes nothing', async () => {
  const runs = createFileRunStore({ folder });
  expect([await runs.list(), existsSync(join(folder, 'runs'))]).toEqual([[], false]);
  await runs.create('first', examplePlan(), '');
  await createFileArtifactStore({ folder }).writeDataSet('text', []);
  expect([formatOf('runs'), formatOf('artifacts')]).toEqual(['{"format":2}\n', '{"format":2}\n']);
});

test('a store from before there were formats is taken as the first one, and stays it', async () => {
  const old = { run: 'old', recipe: 'r', created_at: '2026-01-01T00:00:00.000Z' };
  mkdirSync(join(folder, 'runs', 'old'), { recursive: true });
  writeFileSync(join(folder, 'runs', 'old', 'meta.json'), JSON.stringify(old));
  writeFileSync(join(folder, 'runs', 'old', 'plan.json'), JSON.stringify(examplePlan()));
  const runs = createFileRunStore({ folder });
  expect([await runs.summary('old'), await runs.plan('old')]).toEqual([old, examplePlan()]);
  await runs.create('new', examplePlan(), '');
  expect([formatOf('runs'), openStoreFormat(join(folder, 'runs'), 'It').sealed]).toEqual(['{"format":1}\n', false]);
});

test('a store of a newer Limbeck is refused before anything is read or written', () => {
  mkdirSync(join(folder, 'artifacts'));
  writeFileSync(join(folder, 'artifacts', 'format.json'), '{"format":3}\n');
  expect(() => createFileArtifactStore({ folder })).toThrow(
    expect.objectContaining({
      code: 'store-version',
      message: `The artifact store was made by a newer Limbeck: ${join(folder, 'artifacts', 'format.json')} says format 3, and this one reads up to 2.`,
    }),
  );
  expect(readdirSync(join(folder, 'artifacts'))).toEqual(['format.json']);
});

test.each(['', '{"format":', '{"format":"2"}', '{"format":0}'])('a format that cannot be read is named: %j', (text) => {
  writeFileSync(join(folder, 'format.json'), text);
  expect(() => openStoreFormat(folder, 'It')).toThrow(expect.objectContaining({ code: 'project-state-damaged' }));
});
