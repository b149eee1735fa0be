import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { open } from 'lmdb';
import { exampleEntry, ledgerContract } from '../contract-suite.js';
import { openLmdbLedger } from './open-lmdb-ledger.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'limbeck-ledger-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('the ledger contract', () => {
  ledgerContract(async () => {
    const ledger = await openLmdbLedger({ folder });
    return { ledger, reopen: () => openLmdbLedger({ folder }), dispose: () => ledger.close() };
  });
});

test('a damaged entry is found by verify, refused by get, and replaced by the next put', async () => {
  const ledger = await openLmdbLedger({ folder });
  await ledger.putMany([exampleEntry(1), exampleEntry(2)]);
  await ledger.close();
  await mkdir(join(folder, 'ledger'), { recursive: true });
  const root = open({ path: join(folder, 'ledger'), overlappingSync: false, eventTurnBatching: false });
  const answers = root.openDB<Buffer, Uint8Array>('answers', { keyEncoding: 'binary', encoding: 'binary' });
  const key = Buffer.from(exampleEntry(2).key, 'hex');
  const bytes = Buffer.from(answers.get(key)!);
  bytes[bytes.length - 3]! ^= 1;
  await answers.put(key, bytes);
  await root.close();

  const again = await openLmdbLedger({ folder });
  expect(await again.verify()).toEqual({ entries: 2, corrupt: [exampleEntry(2).key] });
  await expect(again.get(exampleEntry(2).key)).rejects.toMatchObject({ code: 'ledger-corrupt', kind: 'fatal' });
  expect(await again.get(exampleEntry(1).key)).toEqual(exampleEntry(1));
  const told: string[] = [];
  const whole: unknown[] = [];
  for await (const entry of again.scan((damaged) => told.push(damaged))) whole.push(entry);
  expect([whole, told]).toEqual([[exampleEntry(1)], [exampleEntry(2).key]]);
  await again.put(exampleEntry(2));
  expect(await again.get(exampleEntry(2).key)).toEqual(exampleEntry(2));
  await again.close();
});

test('a ledger of another format is refused', async () => {
  await mkdir(join(folder, 'ledger'), { recursive: true });
  const root = open({ path: join(folder, 'ledger'), overlappingSync: false, eventTurnBatching: false });
  await root.openDB('facts', { encoding: 'json' }).put('ledger_version', 99);
  await root.close();
  await expect(openLmdbLedger({ folder })).rejects.toMatchObject({
    code: 'ledger-version',
    message: expect.stringContaining('99'),
  });
});

test('a folder that cannot be made is said so', async () => {
  await writeFile(join(folder, 'file'), '');
  await expect(openLmdbLedger({ folder: join(folder, 'file') })).rejects.toMatchObject({
    code: 'folder-not-writable',
    message: expect.stringContaining('ledger'),
  });
});

test('who stood still in the middle of a turn sees what others have put meanwhile', async () => {
  const ledger = await openLmdbLedger({ folder });
  const before = ledger.get(exampleEntry(1).key);
  // Nothing else runs here until the other process has ended: as if this one had been stopped.
  const other = spawnSync(process.execPath, [
    '-r',
    join(__dirname, '../../../test/support/register-ts.cjs'),
    join(__dirname, '../../../test/contract/put-one.ts'),
    folder,
    '1',
  ]);
  const after = ledger.get(exampleEntry(1).key);
  expect({ said: other.stderr.toString(), before: await before, after: (await after)?.key }).toEqual({
    said: '',
    before: undefined,
    after: exampleEntry(1).key,
  });
  await ledger.close();
});

test('two processes write and are killed: every acknowledged entry is there', async () => {
  const children = [0, 1_000_000].map((start) =>
    spawn(process.execPath, [
      '-r',
      join(__dirname, '../../../test/support/register-ts.cjs'),
      join(__dirname, '../../../test/contract/put-until-killed.ts'),
      folder,
      String(start),
    ]),
  );
  const acknowledged: string[] = [];
  const errors: string[] = [];
  for (const child of children) {
    let rest = '';
    child.stdout.on('data', (chunk: Buffer) => {
      const lines = (rest + chunk.toString()).split('\n');
      rest = lines.pop()!;
      acknowledged.push(...lines);
      if (acknowledged.length > 2000) for (const one of children) one.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  }
  await Promise.all(children.map((child) => once(child, 'close')));
  expect(errors).toEqual([]);
  const ledger = await openLmdbLedger({ folder });
  const lost = [];
  for (const key of acknowledged) if ((await ledger.get(key)) === undefined) lost.push(key);
  expect(lost).toEqual([]);
  const { entries, corrupt } = await ledger.verify();
  expect(corrupt).toEqual([]);
  const spent = await Promise.all(['run-0', 'run-1000000'].map((run) => ledger.spend(run)));
  expect(spent[0]!.calls + spent[1]!.calls).toBe(entries);
  await ledger.close();
});
