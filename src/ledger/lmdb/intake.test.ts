import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { refOf, type ProcessRef } from '../../processes/process-mark.js';
import type { Ledger } from '../contract.js';
import { exampleEntry } from '../contract-suite.js';
import { encodeEntry, keyBytes } from './entry-bytes.js';
import { Intake, type Received } from './intake.js';
import { openLmdbLedger } from './open-lmdb-ledger.js';

let folder: string;
let intakeFolder: string;
let ledger: Ledger | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-intake-'));
  intakeFolder = join(folder, 'ledger', 'intake');
});
afterEach(async () => {
  await ledger?.close();
  ledger = undefined;
  rmSync(folder, { recursive: true, force: true });
});

/** No process has this start. */
const dead = { pid: process.pid, mark: 'another-start' };

function received(n: number): Received {
  const entry = exampleEntry(n);
  const key = keyBytes(entry.key);
  return { key, bytes: encodeEntry(key, entry) };
}

/** As a process that was killed leaves them: none is known to be on disk. */
function leaveBehind(...numbers: readonly number[]): string {
  return leaveBehindOf(dead, ...numbers);
}

function leaveBehindOf(owner: ProcessRef, ...numbers: readonly number[]): string {
  const intake = new Intake(intakeFolder, owner);
  for (const n of numbers) intake.receive(received(n));
  intake.close();
  const [name] = readdirSync(intakeFolder);
  return join(intakeFolder, name!);
}

test('what a killed process received is in the ledger when it is opened, and paid for', async () => {
  leaveBehind(1, 2);
  ledger = await openLmdbLedger({ folder });
  expect([await ledger.get(exampleEntry(1).key), await ledger.get(exampleEntry(2).key)]).toEqual([
    exampleEntry(1),
    exampleEntry(2),
  ]);
  expect(await ledger.spend('run-1')).toMatchObject({ calls: 2, cost_nanousd: 2000 });
  expect(readdirSync(intakeFolder)).toEqual([]);
});

test('a process killed between receiving answers and the disk loses none', async () => {
  const [register, script] = ['support/register-ts.cjs', 'contract/put-and-die.ts'].map((path) =>
    join(__dirname, '../../../test', path),
  );
  const child = spawn(process.execPath, ['-r', register!, script!, folder, '40'], { stdio: 'inherit' });
  expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
  ledger = await openLmdbLedger({ folder });
  expect([await ledger.count(), (await ledger.spend('run-1')).calls]).toEqual([40, 40]);
});

test('what a living process received and has not put on disk for a while is used, and its file left to it', async () => {
  const path = leaveBehindOf(refOf(process.ppid), 1);
  ledger = await openLmdbLedger({ folder });
  expect(await ledger.get(exampleEntry(1).key)).toBeUndefined();
  await ledger.close();
  utimesSync(path, 0, 0);
  ledger = await openLmdbLedger({ folder });
  expect(await ledger.get(exampleEntry(1).key)).toEqual(exampleEntry(1));
  expect([readdirSync(intakeFolder), (await ledger.spend('run-1')).calls]).toEqual([[basename(path)], 1]);
});

test('an answer that is on disk already is not paid for again', async () => {
  ledger = await openLmdbLedger({ folder });
  await ledger.put(exampleEntry(1));
  await ledger.close();
  leaveBehind(1);
  ledger = await openLmdbLedger({ folder });
  expect(await ledger.spend('run-1')).toMatchObject({ calls: 1 });
});

test('a torn end costs the answer it is in, no other', async () => {
  const path = leaveBehind(1, 2);
  writeFileSync(path, readFileSync(path).subarray(0, -3));
  ledger = await openLmdbLedger({ folder });
  expect(await ledger.count()).toBe(1);
  expect(await ledger.get(exampleEntry(1).key)).toEqual(exampleEntry(1));
});

test('a damaged answer is left out: its checksum does not fit', async () => {
  const path = leaveBehind(1, 2);
  const bytes = readFileSync(path);
  bytes[60]! ^= 1;
  writeFileSync(path, bytes);
  ledger = await openLmdbLedger({ folder });
  expect(await ledger.count()).toBe(1);
  expect(await ledger.get(exampleEntry(2).key)).toEqual(exampleEntry(2));
});

test('a ledger that is open finds what another process leaves behind', async () => {
  ledger = await openLmdbLedger({ folder });
  leaveBehind(1);
  // It looks once a second.
  while ((await ledger.get(exampleEntry(1).key)) === undefined) await new Promise(setImmediate);
  expect(await ledger.spend('run-1')).toMatchObject({ calls: 1 });
});

test("a living process's answers are its own", async () => {
  const living = new Intake(intakeFolder);
  living.receive(received(1));
  ledger = await openLmdbLedger({ folder });
  expect(await ledger.get(exampleEntry(1).key)).toBeUndefined();
  living.close();
  expect(readdirSync(intakeFolder)).toHaveLength(1);
});

test('what is not an intake is left alone', async () => {
  leaveBehind(1);
  const note = join(intakeFolder, 'note');
  writeFileSync(note, '');
  ledger = await openLmdbLedger({ folder });
  expect(existsSync(note)).toBe(true);
});

test('answers that reached the disk leave nothing behind', async () => {
  ledger = await openLmdbLedger({ folder });
  const entries = Array.from({ length: 100 }, (_, n) =>
    exampleEntry(n + 1, { answer: { ...exampleEntry(n).answer, text: `${n}`, logprobs: randomText(n, 20_000) } }),
  );
  await Promise.all(entries.map((entry) => ledger!.put(entry)));
  expect(readdirSync(intakeFolder)).toHaveLength(1);
  await ledger.close();
  ledger = undefined;
  expect(readdirSync(intakeFolder)).toEqual([]);
});

/** Text that deflating does not shorten much. */
function randomText(seed: number, length: number): string {
  let text = '';
  for (let state = seed + 1; text.length < length; state = (state * 48_271) % 2_147_483_647) text += state.toString(36);
  return text;
}
