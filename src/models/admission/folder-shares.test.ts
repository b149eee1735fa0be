import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startAskingProcess, type AskingInput, type AskingProcess } from '../../../test/support/asking-process.js';
import { startEchoTeacher, type EchoRequest, type EchoTeacher } from '../../../test/support/echo-teacher.js';
import type { OpenShares } from './share.js';
import { endpointSharesContract, SharingAsker } from './shares-contract-suite.js';
import { createFolderShares } from './folder-shares.js';

let folder: string;
const opened: OpenShares[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-shares-'));
});
afterEach(() => {
  for (const shares of opened.splice(0)) shares.close();
  rmSync(folder, { recursive: true, force: true });
});

const open = (): OpenShares => {
  const shares = createFolderShares(folder);
  opened.push(shares);
  return shares;
};

describe('in a folder', () => endpointSharesContract(open));

test('who has not looked for long is not waited for', async () => {
  const stopped = new SharingAsker(open());
  stopped.over = true;
  const [place] = readdirSync(folder);
  const [file] = readdirSync(join(folder, place!));
  const other = new SharingAsker(open());
  // It goes on touching its file; as old as this it counts for gone.
  const aging = setInterval(() => utimesSync(join(folder, place!, file!), 1, 1), 1);
  await other.until(1);
  clearInterval(aging);
});

describe('two processes that ask one endpoint', () => {
  const sent: number[] = [];
  const by = { a: 0, b: 0 };
  const waits: { readonly isTrue: () => boolean; readonly done: () => void }[] = [];
  const processes: AskingProcess[] = [];
  let teacher: EchoTeacher;
  const until = (isTrue: () => boolean): Promise<void> => new Promise((done) => waits.push({ isTrue, done }));
  const serve = async (latencyMs: number): Promise<void> => {
    sent.length = waits.length = by.a = by.b = 0;
    const script = ({ messages }: EchoRequest): undefined => {
      sent.push(performance.now());
      by[messages[0]!.content as 'a' | 'b']++;
      for (const { isTrue, done } of waits) if (isTrue()) done();
    };
    teacher = await startEchoTeacher({ latencyMs, keep: false, script });
  };
  const start = (name: string, limits: AskingInput['limits']): AskingProcess => {
    const child = startAskingProcess({ name, folder, baseUrl: teacher.baseUrl, limits });
    processes.push(child);
    return child;
  };
  afterEach(async () => {
    for (const child of processes.splice(0)) await child.kill();
    await teacher.close();
  });

  test('never have more in flight together than one may, and when one is killed the other has all again', async () => {
    const limits = { concurrency: 5 };
    await serve(150);
    const a = start('a', limits);
    await until(() => teacher.inFlight === 5);
    start('b', limits);
    await until(() => by.b >= 20);
    const before = by.a;
    await until(() => by.b >= 40);
    // Three places and two.
    expect(by.a - before).toBeGreaterThan(10);
    await a.kill();
    const left = by.a;
    await until(() => teacher.inFlight === 5);
    expect(by.a).toBe(left);
    expect(teacher.mostInFlight).toBe(5);
  });

  test('never send more together in a minute than one may', async () => {
    // Five a second, of which a second may be saved up.
    const limits = { concurrency: 50, requests_per_minute: 300 };
    await serve(0);
    start('a', limits);
    await until(() => by.a >= 8);
    start('b', limits);
    await until(() => by.b >= 16);
    // What arrives may have been held up on its way, on a busy machine for a second, and there is a request of each.
    for (const [at, from] of sent.entries())
      expect(sent.length - at).toBeLessThanOrEqual(5 + (5 * (sent.at(-1)! - from)) / 1000 + 5 + 2);
  });
});
