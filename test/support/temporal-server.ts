import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { findFreePort } from '../../src/processes/free-port.js';

/** A real Temporal server of a test's own: own port, own database, gone afterwards. */
export interface TemporalServer {
  readonly address: string;
  readonly client: Client;
  /** Kill it as a crash would, and start it again on the same port and database. */
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface TemporalServerOptions {
  /** Commit to disk as the product does; slower. Default false. */
  readonly durable?: boolean;
}

export async function startTemporalServer({ durable = false }: TemporalServerOptions = {}): Promise<TemporalServer> {
  const binary = temporalBinary();
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-temporal-'));
  const port = await findFreePort();
  const address = `127.0.0.1:${port}`;
  let server = spawnServer({ binary, folder, port, durable });
  const connection = await connect(address, server);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const gone = once(server, 'exit');
    server.kill(signal);
    await gone;
  };
  return {
    address,
    client: new Client({ connection }),
    kill: () => end('SIGKILL'),
    restart: async () => {
      server = spawnServer({ binary, folder, port, durable });
      await (await connect(address, server)).close();
    },
    stop: async () => {
      await connection.close();
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function temporalBinary(): string {
  const cache =
    process.env['LIMBECK_CACHE'] ?? join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'limbeck');
  const candidates = [process.env['LIMBECK_TEMPORAL_CLI'], join(cache, 'temporal', 'v1.5.1', 'temporal')];
  const found = candidates.find((path) => path !== undefined && existsSync(path));
  if (found) return found;
  throw new Error('These tests need the Temporal server. "npm test" obtains it; or set LIMBECK_TEMPORAL_CLI.');
}

interface ServerSpec extends Required<TemporalServerOptions> {
  readonly binary: string;
  readonly folder: string;
  readonly port: number;
}

function spawnServer({ binary, folder, port, durable }: ServerSpec): ChildProcess {
  const pragmas = ['journal_mode=wal', `synchronous=${durable ? 2 : 0}`].flatMap((pragma) => [
    '--sqlite-pragma',
    pragma,
  ]);
  return spawn(
    binary,
    [
      'server',
      'start-dev',
      '--headless',
      '--ip',
      '127.0.0.1',
      '--port',
      String(port),
      '--db-filename',
      join(folder, 'db'),
      ...pragmas,
    ],
    { stdio: 'ignore', env: { ...process.env, TEMPORAL_ADDRESS: '' } },
  );
}

/** Asks until the server answers: there is no other sign of it. */
async function connect(address: string, server: ChildProcess): Promise<Connection> {
  for (let attempt = 0; ; attempt++) {
    if (server.exitCode !== null) throw new Error(`The Temporal server ended with code ${server.exitCode}.`);
    try {
      const connection = await Connection.connect({ address, connectTimeout: 1_000 });
      await connection.workflowService.describeNamespace({ namespace: 'default' });
      return connection;
    } catch (error) {
      if (attempt > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
