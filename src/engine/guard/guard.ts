import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { readEngineRecord, writeEngineRecord } from '../engine-record.js';
import {
  MAX_RESTARTS,
  RESTART_WINDOW_MS,
  STOP_GRACE_MS,
  lineReader,
  type GuardGreeting,
  type GuardNews,
  type GuardRequest,
  type GuardSpec,
} from './guard-protocol.js';
import { refOf } from '../../processes/process-mark.js';

/**
 * The process between the command line and Temporal's server. It holds the server for as long as somebody uses it: the
 * process that started it (standard input) and every process connected to the control port. The kernel closes both when a
 * user dies, so a killed command line never leaves a server behind. It starts a server that died again.
 */
class Guard {
  private server: ChildProcess | undefined;
  private readonly users = new Set<Socket>();
  private parent = true;
  private stopping = false;
  private restarts: number[] = [];

  constructor(
    private readonly spec: GuardSpec,
    private readonly control: Server,
  ) {}

  start(): void {
    this.control.on('connection', (socket) => this.admit(socket));
    process.stdin.on('close', () => {
      this.parent = false;
      this.stopIfUnused();
    });
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => this.stop());
    this.startServer();
  }

  private startServer(): void {
    const log = openSync(this.spec.log, 'a', 0o600);
    const server = spawn(this.spec.binary, serverArguments(this.spec), { stdio: ['ignore', log, log] });
    closeSync(log);
    this.server = server;
    server.once('error', (error) => {
      if (server.pid === undefined) this.serverEnded(`it cannot be started: ${error.message}`);
    });
    server.once('exit', (code, signal) =>
      this.serverEnded(signal ? `it was ended by ${signal}` : `it ended with code ${code}`),
    );
    if (server.pid === undefined) return;
    writeEngineRecord(this.spec.record, {
      port: this.spec.port,
      server_version: this.spec.serverVersion,
      running: {
        guard: refOf(process.pid),
        server: refOf(server.pid),
        control_port: (this.control.address() as AddressInfo).port,
        token: this.spec.token,
      },
    });
  }

  private serverEnded(because: string): void {
    if (this.stopping) {
      this.finish(0);
      return;
    }
    const now = Date.now();
    this.restarts = [...this.restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    if (this.restarts.length > MAX_RESTARTS) {
      this.tell({ news: 'server-gave-up', because });
      this.finish(1);
      return;
    }
    this.tell({ news: 'server-restarted', because, times: this.restarts.length });
    setTimeout(() => (this.stopping ? this.finish(0) : this.startServer()), 50 * 2 ** this.restarts.length);
  }

  private admit(socket: Socket): void {
    socket.setEncoding('utf8');
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      this.users.delete(socket);
      this.stopIfUnused();
    });
    socket.on(
      'data',
      lineReader((line) => {
        let request: GuardRequest;
        try {
          request = JSON.parse(line) as GuardRequest;
        } catch {
          socket.destroy();
          return;
        }
        if (request.token !== this.spec.token || this.stopping) socket.destroy();
        else if (request.want === 'use') {
          if (request.parent) this.parent = false;
          this.users.add(socket);
          send(socket, { news: 'welcome', users: this.users.size });
        } else {
          this.users.delete(socket);
          send(socket, { news: 'farewell', last: !this.parent && this.users.size === 0 });
          this.stopIfUnused();
        }
      }),
    );
  }

  private tell(news: GuardNews): void {
    for (const user of this.users) send(user, news);
  }

  private stopIfUnused(): void {
    if (!this.parent && this.users.size === 0) this.stop();
  }

  private stop(): void {
    if (this.stopping) return;
    this.stopping = true;
    this.tell({ news: 'stopping' });
    this.control.close();
    const { server } = this;
    // Between two starts there is no server to wait for; its restart timer sees that we stop.
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGTERM');
    setTimeout(() => server.kill('SIGKILL'), STOP_GRACE_MS).unref();
  }

  private finish(code: number): void {
    const record = readEngineRecord(this.spec.record);
    if (record?.running?.guard.pid === process.pid)
      writeEngineRecord(this.spec.record, { port: record.port, server_version: record.server_version });
    // The last news must still arrive.
    const flushed = [...this.users].map((user) => new Promise<void>((done) => user.end(done)));
    setTimeout(() => process.exit(code), 1_000);
    void Promise.all(flushed).then(() => process.exit(code));
  }
}

function send(socket: Socket, news: GuardNews): void {
  socket.write(`${JSON.stringify(news)}\n`);
}

export function serverArguments(spec: Pick<GuardSpec, 'database' | 'port'>): readonly string[] {
  const pragmas = ['--sqlite-pragma', 'journal_mode=wal', '--sqlite-pragma', 'synchronous=2'];
  const place = ['--ip', '127.0.0.1', '--port', String(spec.port), '--db-filename', spec.database];
  return ['server', 'start-dev', '--headless', ...place, ...pragmas, '--log-format', 'json', '--log-level', 'error'];
}

function greet(greeting: GuardGreeting): void {
  try {
    writeSync(1, `${JSON.stringify(greeting)}\n`);
  } catch {
    // Whoever started us is gone; standard input will say so.
  }
}

function guardServer(spec: GuardSpec): void {
  const control = createServer();
  control.once('error', (error) => {
    greet({ ready: false, because: error.message });
    process.exit(1);
  });
  control.listen(0, '127.0.0.1', () => {
    try {
      new Guard(spec, control).start();
      greet({ ready: true });
    } catch (error) {
      greet({ ready: false, because: (error as Error).message });
      process.exit(1);
    }
  });
}

if (require.main === module) {
  let started = false;
  process.stdin.setEncoding('utf8');
  process.stdin.on('error', () => undefined);
  process.stdin.on('close', () => {
    if (!started) process.exit(1);
  });
  process.stdin.on(
    'data',
    lineReader((line) => {
      if (started) return;
      started = true;
      guardServer(JSON.parse(line) as GuardSpec);
    }),
  );
}
