import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { engineState, useEmbeddedEngine, type EmbeddedEngine } from './embedded-server.js';
import { engineFolder, readEngineRecord, writeEngineRecord } from '../engine-record.js';
import type { GuardNews } from '../guard/guard-protocol.js';
import { packageRoot } from '../../project-files/package-root.js';
import { isAlive, refOf, waitForEnd } from '../../processes/process-mark.js';

let stateFolder: string;
let engines: EmbeddedEngine[];

beforeEach(() => {
  stateFolder = mkdtempSync(join(tmpdir(), 'limbeck-engine-'));
  engines = [];
});
afterEach(async () => {
  await Promise.all(engines.map((engine) => engine.connection.leave()));
  rmSync(stateFolder, { recursive: true, force: true });
});

async function use(say?: (message: string) => void): Promise<EmbeddedEngine> {
  const engine = await useEmbeddedEngine({ stateFolder, ...(say && { say }) });
  engines.push(engine);
  return engine;
}

const running = (): NonNullable<NonNullable<ReturnType<typeof readEngineRecord>>['running']> =>
  readEngineRecord(engineFolder(stateFolder).record)!.running!;

async function retentionDays(address: string): Promise<number> {
  const connection = await Connection.connect({ address });
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace: 'default' });
    return Number(config?.workflowExecutionRetentionTtl?.seconds) / 86_400;
  } finally {
    await connection.close();
  }
}

/** News of an engine until the wanted one comes. */
function newsOf(engine: EmbeddedEngine, wanted: GuardNews['news']): Promise<GuardNews> {
  return new Promise((resolve) => {
    engine.connection.onNews((news) => {
      if (news.news === wanted) resolve(news);
    });
  });
}

/** Another process that uses the engine, as a second command line would. Prints a line when it does. */
function otherUser(): { ready: Promise<{ started: boolean; address: string }>; kill: () => Promise<void> } {
  const script = `
    const { useEmbeddedEngine } = require(${JSON.stringify(join(packageRoot(), 'dist/src/engine/temporal/embedded-server.js'))});
    useEmbeddedEngine({ stateFolder: ${JSON.stringify(stateFolder)} }).then(
      ({ started, address }) => console.log(JSON.stringify({ started, address })));
  `;
  const child = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ready = once(child.stdout, 'data').then(
    ([line]) => JSON.parse(String(line)) as { started: boolean; address: string },
  );
  const kill = async (): Promise<void> => {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  };
  return { ready, kill };
}

test('an engine answers, keeps closed runs for 30 days, remembers its port and leaves nothing behind', async () => {
  const first = await use();
  expect(first.started).toBe(true);
  expect(await retentionDays(first.address)).toBe(30);
  const { server, guard } = running();
  expect(await first.connection.leave()).toEqual({ last: true });
  expect([isAlive(server), isAlive(guard)]).toEqual([false, false]);
  expect(engineState(stateFolder)).toMatchObject({ running: false, record: { server_version: expect.any(String) } });
  const second = await use();
  expect(second.address).toBe(first.address);
});

test('a second user joins the engine of the first, and the last one to leave ends it', async () => {
  const first = await use();
  const second = await use();
  expect([first.started, second.started, second.connection.users]).toEqual([true, false, 2]);
  expect(await first.connection.leave()).toEqual({ last: false });
  expect(isAlive(running().server)).toBe(true);
  expect(await second.connection.leave()).toEqual({ last: true });
});

test('of command lines that start at the same moment one starts the server and all use it', async () => {
  const others = [otherUser(), otherUser(), otherUser()];
  const ready = await Promise.all(others.map((other) => other.ready));
  expect(ready.filter(({ started }) => started)).toHaveLength(1);
  expect(new Set(ready.map(({ address }) => address)).size).toBe(1);
  const { guard, server } = running();
  await Promise.all(others.map((other) => other.kill()));
  expect(await waitForEnd(guard, 20_000)).toBe(true);
  expect(isAlive(server)).toBe(false);
});

test('a killed command line takes its engine down with it, and no sooner than the others are done', async () => {
  const other = otherUser();
  expect((await other.ready).started).toBe(true);
  const mine = await use();
  expect(mine.started).toBe(false);
  await other.kill();
  expect(await retentionDays(mine.address)).toBe(30);
  const { guard, server } = running();
  // Who is last is what the guard has heard so far; that both end is what counts.
  await mine.connection.leave();
  expect(await waitForEnd(guard, 20_000)).toBe(true);
  expect(isAlive(server)).toBe(false);
});

test('a server that is killed is started again on the same port, and users are told', async () => {
  const engine = await use();
  const restarted = newsOf(engine, 'server-restarted');
  const { server } = running();
  process.kill(server.pid, 'SIGKILL');
  expect(await restarted).toEqual({ news: 'server-restarted', because: 'it was ended by SIGKILL', times: 1 });
  const again = await use();
  expect([again.address, again.started]).toEqual([engine.address, false]);
  expect(running().server.pid).not.toBe(server.pid);
});

test('when even the guard is killed, the server it left is ended before another is started', async () => {
  const engine = await use();
  const { guard, server } = running();
  process.kill(guard.pid, 'SIGKILL');
  await engine.connection.ended;
  const said: string[] = [];
  const again = await use((message) => said.push(message));
  expect(said[0]).toContain(`pid ${server.pid}`);
  expect([again.started, again.address, isAlive(server)]).toEqual([true, engine.address, false]);
});

test('a record of processes long dead is recovered from, and their pids are not signalled', async () => {
  const files = engineFolder(stateFolder);
  await (await use()).connection.leave();
  const record = readEngineRecord(files.record)!;
  const me = refOf(process.pid);
  // The pid is taken again by a process that is not the engine: this one.
  const dead = { pid: me.pid, mark: 'another-start' };
  writeEngineRecord(files.record, { ...record, running: { guard: dead, server: dead, control_port: 1, token: 'x' } });
  expect((await use()).started).toBe(true);
});

test('a port that somebody else took is left to them', async () => {
  const first = await use();
  await first.connection.leave();
  const port = Number(first.address.split(':')[1]);
  const squatter = createServer();
  await new Promise<void>((resolve) => squatter.listen(port, '127.0.0.1', resolve));
  try {
    const said: string[] = [];
    const second = await use((message) => said.push(message));
    expect(second.address).not.toBe(first.address);
    expect(said[0]).toContain(`Port ${port} is taken by another program`);
  } finally {
    squatter.close();
  }
});

test('a server that cannot use its database fails with its log, not with a time-out', async () => {
  const files = engineFolder(stateFolder);
  await (await use()).connection.leave();
  for (const suffix of ['-wal', '-shm']) rmSync(files.database + suffix, { force: true });
  writeFileSync(files.database, 'this is no database, it only looks like a file '.repeat(100));
  await expect(use()).rejects.toMatchObject({ code: 'engine-failed', hint: expect.stringContaining(files.log) });
  expect(readFileSync(files.log, 'utf8')).not.toBe('');
});
