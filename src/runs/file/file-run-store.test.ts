import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { examplePlan, runStoreContract } from '../contract-suite.js';
import { createFileRunStore } from './file-run-store.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limbeck-runs-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the run store contract', () => {
  runStoreContract(() => {
    let time = Date.UTC(2026, 0, 2, 3, 4, 5);
    const open = (): ReturnType<typeof createFileRunStore> => createFileRunStore({ folder, now: () => time });
    return { store: open(), reopen: open, advance: (ms) => (time += ms) };
  });
});

test('a torn last line is not read, and the next writer begins a line of its own', async () => {
  const store = createFileRunStore({ folder });
  await store.create('r-1', examplePlan(), '');
  await store.append('r-1', { type: 'note', level: 'info', message: 'before' });
  await appendFile(join(store.folder('r-1'), 'events.jsonl'), '{"at":"2026-01-01T00:00:00.000Z","type":"no');
  const messages = async (): Promise<unknown[]> =>
    (await createFileRunStore({ folder }).events('r-1')).map((event) => event.type === 'note' && event.message);
  expect(await messages()).toEqual(['before']);
  await createFileRunStore({ folder }).append('r-1', { type: 'note', level: 'info', message: 'after' });
  expect(await messages()).toEqual(['before', 'after']);
});

test('processes that append at once mix no lines', async () => {
  const store = createFileRunStore({ folder });
  await store.create('r-1', examplePlan(), '');
  const child = (name: string): Promise<unknown> =>
    promisify(execFile)(process.execPath, [
      '-r',
      join(__dirname, '../../../test/support/register-ts.cjs'),
      join(__dirname, '../../../test/contract/append-events.ts'),
      folder,
      'r-1',
      name,
      '200',
    ]);
  await Promise.all([child('a'), child('b')]);
  const events = await store.events('r-1');
  const of = (name: string): number[] =>
    events.flatMap((event) =>
      event.type === 'note' && event.message.startsWith(`${name} `) ? [Number(event.message.split(' ')[1])] : [],
    );
  const inOrder = Array.from({ length: 200 }, (_, n) => n);
  expect([of('a'), of('b')]).toEqual([inOrder, inOrder]);
});

test.each([
  ['not JSON', '{', 'not JSON'],
  ['of another shape', '{"plan_version":1}', 'must have required property'],
  ['of another version', JSON.stringify({ ...examplePlan(), plan_version: 2 }), '/plan_version'],
])('a plan that is %s is corrupt', async (_, text, why) => {
  const store = createFileRunStore({ folder });
  await store.create('r-1', examplePlan(), '');
  await writeFile(join(store.folder('r-1'), 'plan.json'), text);
  await expect(store.plan('r-1')).rejects.toMatchObject({
    code: 'plan-corrupt',
    message: expect.stringContaining(why),
  });
});

test('a refused name leaves nothing behind, and a folder that cannot be written is said so', async () => {
  const store = createFileRunStore({ folder });
  await store.create('r-1', examplePlan(), '');
  await expect(store.create('r-1', examplePlan(), '')).rejects.toMatchObject({ code: 'run-exists' });
  expect(await readdir(join(folder, 'runs'))).toEqual(['format.json', 'r-1']);
  await writeFile(join(folder, 'file'), '');
  await expect(
    createFileRunStore({ folder: join(folder, 'file') }).create('r-1', examplePlan(), ''),
  ).rejects.toMatchObject({
    code: 'folder-not-writable',
  });
});
