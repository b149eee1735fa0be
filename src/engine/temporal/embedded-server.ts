import { existsSync, statSync, truncateSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder } from '../../files/make-folder.js';
import {
  EMBEDDED_NAMESPACE,
  engineFolder,
  readEngineRecord,
  writeEngineRecord,
  type EngineFolder,
  type EngineRecord,
} from '../engine-record.js';
import { withFileLock } from '../../processes/file-lock.js';
import { findTemporal } from './find-temporal.js';
import { findFreePort } from '../../processes/free-port.js';
import { joinGuard, type GuardConnection } from '../guard/guard-connection.js';
import { STOP_GRACE_MS, type GuardNews } from '../guard/guard-protocol.js';
import type { Say } from './obtain-temporal.js';
import { endProcess, isAlive, waitForEnd } from '../../processes/process-mark.js';
import { setAsideOldDatabase } from './set-aside-database.js';
import { engineFailed, startGuard } from '../guard/start-guard.js';
import { waitForEngine } from '../wait-for-engine.js';

/** A Temporal server of the project's own, in use by this process. */
export interface EmbeddedEngine {
  /** host:port, loopback. */
  readonly address: string;
  readonly namespace: string;
  /** False when another process had started it. */
  readonly started: boolean;
  readonly connection: GuardConnection;
}

export interface UseEngineOptions {
  /** The project's `.limbeck` folder. */
  readonly stateFolder: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Told what is done and what takes long. */
  readonly say?: Say;
}

const LOCK_TIMEOUT_MS = 120_000;
const START_TIMEOUT_MS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

/**
 * Start the project's engine, or join the one another process has started: two servers on one database would destroy it. Recovers
 * from processes that were killed. Resolves when the server answers.
 */
export async function useEmbeddedEngine(options: UseEngineOptions): Promise<EmbeddedEngine> {
  const files = engineFolder(options.stateFolder);
  makeFolder(files.folder);
  return withFileLock(files.lock, LOCK_TIMEOUT_MS, async () => {
    const joined = await joinOrClear(files, options.say);
    if (joined) return ready(files, joined.connection, joined.port, false);
    const binary = await findTemporal({
      ...(options.env && { env: options.env }),
      ...(options.say && { say: options.say }),
    });
    const record = readEngineRecord(files.record);
    const change = { stateFolder: options.stateFolder, version: binary.serverVersion };
    if (record) await setAsideOldDatabase(files, { ...change, record }, options.say);
    if (existsSync(files.log) && statSync(files.log).size > LOG_LIMIT_BYTES) truncateSync(files.log);
    const port = await findFreePort(record?.port);
    if (record && port !== record.port)
      options.say?.(`Port ${record.port} is taken by another program; the engine uses ${port} from now on.`);
    const guard = await startGuard(files, { binary: binary.path, serverVersion: binary.serverVersion, port });
    try {
      const { running } = readEngineRecord(files.record) ?? {};
      const connection = running && (await joinGuard(running, true));
      if (!connection) throw engineFailed('its guard does not answer', files.log);
      return await ready(files, connection, port, true);
    } finally {
      // From here on the connection counts us, not the pipe.
      guard.release();
    }
  });
}

/** Join a living engine; else see to it that nothing is left of the last one. */
async function joinOrClear(
  files: EngineFolder,
  say: Say | undefined,
): Promise<{ readonly connection: GuardConnection; readonly port: number } | undefined> {
  for (;;) {
    const record = readEngineRecord(files.record);
    if (!record?.running) return undefined;
    const { guard, server } = record.running;
    if (isAlive(guard)) {
      const connection = await joinGuard(record.running);
      if (connection) return { connection, port: record.port };
      // It is stopping, or it hangs.
      if (!(await waitForEnd(guard, STOP_GRACE_MS + 2_000))) await endProcess(guard, 1_000);
      await pause(20);
      continue;
    }
    if (isAlive(server)) {
      say?.(`The last engine's guard was killed; ending the server it left behind (pid ${server.pid}).`);
      await endProcess(server, STOP_GRACE_MS);
    }
    writeEngineRecord(files.record, { port: record.port, server_version: record.server_version });
    return undefined;
  }
}

async function ready(
  files: EngineFolder,
  connection: GuardConnection,
  port: number,
  started: boolean,
): Promise<EmbeddedEngine> {
  const address = `127.0.0.1:${port}`;
  const gone = new AbortController();
  let last = 'it ended';
  connection.onNews((news: GuardNews) => {
    if (news.news === 'server-restarted' || news.news === 'server-gave-up') last = news.because;
  });
  void connection.ended.then(() => gone.abort(engineFailed(last, files.log)));
  try {
    await waitForEngine({ address, namespace: EMBEDDED_NAMESPACE, timeoutMs: START_TIMEOUT_MS, signal: gone.signal });
  } catch (error) {
    await connection.leave();
    throw error;
  }
  return { address, namespace: EMBEDDED_NAMESPACE, started, connection };
}

/** What `limbeck doctor` and `limbeck down` want to know, without becoming a user. */
export function engineState(stateFolder: string): { readonly running: boolean; readonly record?: EngineRecord } {
  const record = readEngineRecord(engineFolder(stateFolder).record);
  if (!record) return { running: false };
  return { running: record.running !== undefined && isAlive(record.running.server), record };
}
