import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClaimLog } from './claim-log.js';
import { claimLogIn, claimed } from './claim-record.js';
import { PeerLog } from './peer-log.js';

let folder: string;
let own: ClaimLog;
let peer: PeerLog;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-claims-'));
  own = new ClaimLog(folder);
  peer = new PeerLog(folder);
});
afterEach(() => {
  peer.close();
  own.close();
  rmSync(folder, { recursive: true, force: true });
});

const key = (n: number): string => n.toString(16).padStart(64, '0');
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('a claim is seen when it was made, and until the event loop has turned after it was left off', async () => {
  expect(peer.has(key(1))).toBe(false);
  own.add(key(1));
  expect(peer.has(key(1))).toBe(true);
  own.remove(key(1));
  await turn();
  await turn();
  expect(peer.has(key(1))).toBe(false);
});

test('a claim left off and made anew in one turn stands', async () => {
  own.add(key(1));
  own.remove(key(1));
  own.add(key(1));
  await turn();
  expect([peer.has(key(1)), peer.has(key(2))]).toEqual([true, false]);
});

test('a log that has grown is begun anew, and who reads it goes on with what stands', async () => {
  own.add(key(0));
  expect(peer.has(key(0))).toBe(true);
  let largest = 0;
  for (let n = 1; n <= 30_000; n++) {
    own.add(key(n));
    if (n % 1_000 === 0) expect(peer.has(key(n))).toBe(true);
    own.remove(key(n));
    if (n % 100 === 0) await turn();
    largest = Math.max(largest, statSync(claimLogIn(folder)).size);
  }
  await turn();
  expect([peer.has(key(0)), peer.has(key(30_000))]).toEqual([true, false]);
  expect(new PeerLog(folder).has(key(0))).toBe(true);
  expect(largest).toBeLessThan(2 << 20);
});

test('a record that is not whole is read when the rest has come', () => {
  own.add(key(1));
  const record = claimed(key(2));
  appendFileSync(claimLogIn(folder), record.slice(0, 20));
  expect([peer.has(key(1)), peer.has(key(2))]).toEqual([true, false]);
  appendFileSync(claimLogIn(folder), record.slice(20));
  expect(peer.has(key(2))).toBe(true);
});

test('who waits sees that a log was given up, and claims of one begun after it', () => {
  own.add(key(1));
  expect(peer.has(key(1))).toBe(true);
  rmSync(claimLogIn(folder));
  expect(peer.has(key(1), { thorough: true })).toBe(false);
  own.renew([key(2)]);
  expect([peer.has(key(1)), peer.has(key(2))]).toEqual([true, true]);
});

test('a log that cannot be written leaves nothing that others would wait for', () => {
  own.add(key(1));
  expect(peer.has(key(1))).toBe(true);
  rmSync(folder, { recursive: true });
  own.renew([key(2)]);
  expect(peer.has(key(1), { thorough: true })).toBe(false);
});
