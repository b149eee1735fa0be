import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { makeFolder } from '../../files/make-folder.js';
import { packageRoot } from '../../project-files/package-root.js';

/** A `limbeck` process that serves this one: a worker, an offline teacher. */
export interface ChildSpec {
  /** As people are told of it: "worker". */
  readonly name: string;
  readonly args: readonly string[];
  /** Options for Node itself. */
  readonly nodeOptions?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** File its output goes to. */
  readonly log: string;
  /**
   * True when another process does this already; then none is started as long as that lasts. Asked every few seconds.
   */
  readonly isServed?: () => Promise<boolean>;
}

export interface SupervisedChild {
  /** Resolves with the reason when it has died too often; never rejects. */
  readonly failed: Promise<LimbeckError>;
  /** TERM, grace, then KILL to its process group. */
  stop(): Promise<void>;
}

const MAX_RESTARTS = 5;
const RESTART_WINDOW_MS = 10 * 60_000;
const STOP_GRACE_MS = 20_000;
const SERVED_PAUSE_MS = 2_000;

/**
 * Keep a child running: start it again when it dies, a bounded number of times. The child watches its standard input, so
 * that it ends when this process does, however that happens.
 */
export function superviseChild(spec: ChildSpec, say: (message: string) => void): SupervisedChild {
  let child: ChildProcess | undefined;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;
  let restarts: number[] = [];
  let fail: (error: LimbeckError) => void = () => undefined;
  const failed = new Promise<LimbeckError>((resolve) => (fail = resolve));

  const start = (): void => {
    const started = spawnChild(spec);
    const { from } = started;
    child = started.child;
    child.once('error', (error) => ended(`it cannot be started: ${error.message}`, from));
    child.once('exit', (code, signal) => ended(signal ? `ended by ${signal}` : `ended with code ${code}`, from));
  };

  const ended = (because: string, from: number): void => {
    if (stopping) return;
    const now = Date.now();
    restarts = [...restarts.filter((at) => now - at < RESTART_WINDOW_MS), now];
    const reason = reasonToGiveUp(spec, { because, from, restarts: restarts.length });
    if (reason) {
      fail(reason);
      return;
    }
    say(`The ${spec.name} ${because}; starting it again (${restarts.length} of ${MAX_RESTARTS}).`);
    timer = setTimeout(startUnlessServed, 100 * 2 ** restarts.length);
  };

  const startUnlessServed = (): void => {
    const starting = (spec.isServed?.() ?? Promise.resolve(false)).then((served) => {
      if (stopping) return;
      if (served) timer = setTimeout(startUnlessServed, SERVED_PAUSE_MS);
      else start();
    });
    // Its log cannot be written, for one.
    starting.catch(fail);
  };
  startUnlessServed();

  return {
    failed,
    stop: async () => {
      stopping = true;
      clearTimeout(timer);
      if (child) await endChild(child);
    },
  };
}

/** `from`: where in its log its own output begins. */
function spawnChild(spec: ChildSpec): { readonly child: ChildProcess; readonly from: number } {
  makeFolder(dirname(spec.log));
  const log = openSync(spec.log, 'a', 0o600);
  const from = statSync(spec.log).size;
  const script = join(packageRoot(), 'bin', 'limbeck.js');
  const child = spawn(process.execPath, [...(spec.nodeOptions ?? []), script, ...spec.args], {
    // Its own group: Ctrl-C in the terminal is ours to pass on.
    detached: true,
    env: { ...spec.env, NO_COLOR: '1' },
    stdio: ['pipe', log, log],
  });
  closeSync(log);
  child.stdin?.on('error', () => undefined);
  return { child, from };
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const { pid } = child;
  child.stdin?.end();
  child.kill('SIGTERM');
  const timer = setTimeout(() => {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      child.kill('SIGKILL');
    }
  }, STOP_GRACE_MS);
  await gone;
  clearTimeout(timer);
}

/** Errors a child may end with that another start can cure; a port that another run's child was quicker to take is served. */
const mayPass = new Set([
  'unexpected',
  'port-in-use',
  'internal-error',
  'engine-down',
  'engine-unreachable',
  'engine-silent',
]);

function reasonToGiveUp(
  spec: ChildSpec,
  { because, from, restarts }: { readonly because: string; readonly from: number; readonly restarts: number },
): LimbeckError | undefined {
  const said = lastError(spec.log, from);
  if (said && !mayPass.has(said.code)) return said;
  return restarts > MAX_RESTARTS ? gaveUp(spec, because, lastLines(spec.log, from)) : undefined;
}

/** What the child itself said was wrong, in the words the command line prints. */
function lastError(log: string, from: number): LimbeckError | undefined {
  const text = readFileSync(log).subarray(from).toString('utf8');
  const [, code, message] = [...text.matchAll(/^error\[([a-z0-9-]+)\]: (.*)$/gm)].at(-1) ?? [];
  if (code === undefined || message === undefined) return undefined;
  const hint = [...text.matchAll(/^hint: (.*)$/gm)].at(-1)?.[1];
  return new LimbeckError({ code, message, hint });
}

function lastLines(log: string, from: number): string {
  try {
    return readFileSync(log).subarray(from).toString('utf8').trim().split('\n').slice(-5).join('\n');
  } catch {
    return '';
  }
}

function gaveUp(spec: ChildSpec, because: string, said: string): LimbeckError {
  return new LimbeckError({
    code: 'child-keeps-dying',
    message: `The ${spec.name} ${because}, ${MAX_RESTARTS} times in a row.${said ? ` It said:\n${said}` : ''}`,
    hint: `Its whole output is in ${spec.log}. Nothing is lost: mend it and resume the run.`,
  });
}
