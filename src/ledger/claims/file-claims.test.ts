import { spawn, type ChildProcess } from 'node:child_process';
import { once, setMaxListeners } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Claims } from './contract.js';
import { openFileClaims } from './file-claims.js';
import type { PresenceTimes } from './presence.js';

let folder: string;
const opened: Claims[] = [];
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-claims-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const claims of opened.splice(0)) claims.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (n: number): string => n.toString(16).padStart(64, '0');
const never = new AbortController().signal;
setMaxListeners(0, never);
const quick: Partial<PresenceTimes> = { lookMs: 2, beatMs: 4 };

/** To the others it is a process of its own. */
function open(times: Partial<PresenceTimes> = quick): Claims {
  const claims = openFileClaims({ folder, times });
  opened.push(claims);
  return claims;
}

/** Several that know each other. */
async function openMany(count: number): Promise<Claims[]> {
  const all = Array.from({ length: count }, () => open());
  for (const [at, claims] of all.entries()) {
    await claims.take(key(1_000 + at), never);
    claims.release(key(1_000 + at));
  }
  return all;
}

test('a process alone takes without writing anything', async () => {
  const claims = open();
  expect(claims.take(key(1), never)).toBe('sole');
  const [own] = readdirSync(join(folder, 'claims'));
  expect(readdirSync(join(folder, 'claims', own!))).toEqual([]);
  claims.release(key(1));
});

test('a process that cannot say that it is there asks all the same', () => {
  writeFileSync(join(folder, 'claims'), 'no folder');
  expect(open().take(key(1), never)).toBe('sole');
});

test('who comes later waits for what is taken already', async () => {
  const first = open();
  expect(first.take(key(1), never)).toBe('sole');
  const second = open();
  const order: string[] = [];
  const waiting = Promise.resolve(second.take(key(1), never)).then((taken) => order.push(taken));
  expect(await second.take(key(2), never)).toBe('shared');
  order.push('another key is free');
  order.push('released');
  first.release(key(1));
  await waiting;
  expect(order).toEqual(['another key is free', 'released', 'shared']);
});

test('of many that take and release the same keys at once, one at a time has each', async () => {
  const all = await openMany(4);
  const holders = new Map<string, number>();
  let most = 0;
  let taken = 0;
  const take = async (claims: Claims, name: string): Promise<void> => {
    await claims.take(name, never);
    const now = (holders.get(name) ?? 0) + 1;
    holders.set(name, now);
    most = Math.max(most, now);
    taken++;
    await new Promise((resolve) => setTimeout(resolve, taken % 3));
    holders.set(name, now - 1);
    claims.release(name);
  };
  await Promise.all(
    all.map(async (claims, at) => {
      for (let round = 0; round < 3; round++)
        await Promise.all([0, 1, 2, 3, 4].map((n) => take(claims, key((n + at) % 5))));
    }),
  );
  expect([most, taken]).toEqual([1, 60]);
});

test('who stops waiting leaves nothing behind', async () => {
  const [first, second] = await openMany(2);
  await first!.take(key(1), never);
  const stop = new AbortController();
  const waiting = Promise.resolve(second!.take(key(1), stop.signal));
  stop.abort(new Error('cancelled'));
  await expect(waiting).rejects.toThrow('cancelled');
  first!.release(key(1));
  expect(await first!.take(key(1), never)).toBe('shared');
});

test('a process that closes leaves its claims, and those who are left are alone again', async () => {
  const [first, second] = await openMany(2);
  await first!.take(key(1), never);
  const waiting = second!.take(key(1), never);
  first!.close();
  expect(await waiting).toBe('shared');
  second!.release(key(1));
  // Seen at the next look.
  while ((await second!.take(key(2), never)) === 'shared') second!.release(key(2));
});

/** Another process, which has taken a key. */
async function startHolder(name: string): Promise<ChildProcess> {
  const register = join(__dirname, '../../../test/support/register-ts.cjs');
  const child = spawn(
    process.execPath,
    ['-r', register, join(__dirname, '../../../test/contract/hold-claim.ts'), folder, name],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  children.push(child);
  await once(child.stdout, 'data');
  return child;
}

test('what a killed process had taken is free at once, and its folder is removed', async () => {
  const holder = await startHolder(key(1));
  const claims = open();
  let isFree = false;
  const waiting = Promise.resolve(claims.take(key(1), never)).then(() => (isFree = true));
  await claims.take(key(2), never);
  expect(isFree).toBe(false);
  holder.kill('SIGKILL');
  await waiting;
  expect(readdirSync(join(folder, 'claims'))).toHaveLength(1);
});

test('a process that is stopped is waited for until it was silent too long', async () => {
  const holder = await startHolder(key(1));
  const claims = open({ ...quick, silentMs: 2_000 });
  await claims.take(key(2), never);
  holder.kill('SIGSTOP');
  const stopped = performance.now();
  expect(await claims.take(key(1), never)).toBe('shared');
  // Its last sign of life may be a while ago when the machine is busy.
  expect(performance.now() - stopped).toBeGreaterThan(1_000);
});

test('a stopped process that does not greet back holds up nobody for long', async () => {
  const holder = await startHolder(key(1));
  holder.kill('SIGSTOP');
  const claims = open({ ...quick, greetingMs: 200, silentMs: 60_000 });
  expect(await claims.take(key(2), never)).toBe('shared');
});

test('a folder that is taken away under us costs nothing but the joining', async () => {
  const [first, second] = await openMany(2);
  await first!.take(key(1), never);
  rmSync(join(folder, 'claims'), { recursive: true, force: true });
  expect(['sole', 'shared']).toContain(await second!.take(key(2), never));
  first!.release(key(1));
  second!.release(key(2));
});
