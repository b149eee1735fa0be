import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive, refOf } from '../processes/process-mark.js';
import { recordTrainer, takeLease } from './lease.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'limbeck-lease-'));
const heldToken = (folder: string): number => JSON.parse(readFileSync(join(folder, 'lease.json'), 'utf8')).token;

/** A process of its own group, with the given words on its command line. */
async function startProcess(...words: string[]): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'console.log(1); setInterval(() => {}, 1000)', '--', ...words], {
    detached: true,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return child.pid!;
}

test('each attempt gets a larger token, and the file holds the newest', async () => {
  const folder = newFolder();
  const tokens = [await takeLease(folder), await takeLease(folder), await takeLease(folder)].map(({ token }) => token);
  expect(tokens).toEqual([1, 2, 3]);
  expect(heldToken(folder)).toBe(3);
  expect(readdirSync(folder).toSorted()).toEqual(['claim-3.json', 'lease.json']);
});

test('attempts at the same moment get different tokens, and the largest is the one that holds', async () => {
  const folder = newFolder();
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeLease(folder)));
  const tokens = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value.token] : []));
  expect(new Set(tokens).size).toBe(tokens.length);
  expect(heldToken(folder)).toBe(Math.max(...tokens));
});

test('the trainer of a former attempt is ended', async () => {
  const folder = newFolder();
  const former = await takeLease(folder);
  const pid = await startProcess('limbeck_trainer');
  const ref = refOf(pid);
  recordTrainer(former, folder, pid);
  await takeLease(folder);
  expect(isAlive(ref)).toBe(false);
});

test('a process that is no trainer, or another one under the same pid, is left alone', async () => {
  const folder = newFolder();
  const stranger = await startProcess('editor');
  const trainer = await startProcess('limbeck_trainer');
  try {
    recordTrainer(await takeLease(folder), folder, stranger);
    const second = await takeLease(folder);
    recordTrainer(second, folder, trainer);
    const file = join(folder, `trainer-${second.token}.json`);
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), mark: 'of an earlier life' }));
    await takeLease(folder);
    expect([stranger, trainer].map((pid) => isAlive(refOf(pid)))).toEqual([true, true]);
  } finally {
    for (const pid of [stranger, trainer]) process.kill(-pid, 'SIGKILL');
  }
});
