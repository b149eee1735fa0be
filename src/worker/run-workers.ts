import {
  NativeConnection,
  Worker,
  type NativeConnectionOptions,
  type TLSConfig,
  type WorkerOptions,
} from '@temporalio/worker';
import type { Activities } from '../core/ports.js';
import { queueName } from '../core/run/run-input.js';
import type { EngineAddress } from '../engine/connect.js';
import type { WorkerQueue } from './worker-queues.js';
import { workflowCode, type WorkflowCode } from './workflow-code.js';

export interface RunWorkersInput {
  readonly connection: EngineAddress;
  readonly queuePrefix: string;
  readonly queues: readonly WorkerQueue[];
  readonly activities: Activities;
  /** Ask to stop: nothing new is begun, what is under way gets its grace. */
  readonly signal: AbortSignal;
  /** Default: the bundle of the build, else the sources. */
  readonly code?: WorkflowCode;
  /** Told when the service is waited for, and when it is back. */
  readonly say?: (message: string) => void;
  /** Told once all queues are polled. */
  readonly onReady?: () => void;
}

/** Less than the grace a supervisor gives its worker before it kills it. */
const GRACE_MS = 12_000;
const FORCE_MS = 16_000;
const HEARTBEAT_THROTTLE_MS = 4_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * Serve queues until asked to stop. A service that goes away is waited for, however long: a worker without it does no
 * harm, and a person who is there stops it. Throws when the service refuses us, or a worker fails for another reason.
 */
export async function runWorkers(input: RunWorkersInput): Promise<void> {
  const { signal, say } = input;
  let pauseMs = FIRST_PAUSE_MS;
  while (!signal.aborted) {
    try {
      await serve(input, () => {
        pauseMs = FIRST_PAUSE_MS;
        input.onReady?.();
      });
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      say?.(
        `The Temporal service at ${input.connection.address} does not answer; trying again in ${pauseMs / 1000} s.`,
      );
      await pause(pauseMs, signal);
      pauseMs = Math.min(LONGEST_PAUSE_MS, pauseMs * 2);
    }
  }
}

async function serve(input: RunWorkersInput, onReady: () => void): Promise<void> {
  const connection = await NativeConnection.connect(connectionOptions(input.connection));
  try {
    const workers = await Promise.all(
      input.queues.map((queue) => Worker.create(workerOptions(input, connection, queue))),
    );
    const stop = (): void => {
      for (const worker of workers) if (worker.getState() === 'RUNNING') worker.shutdown();
    };
    const runs = workers.map((worker) => worker.run());
    input.signal.addEventListener('abort', stop, { once: true });
    if (input.signal.aborted) stop();
    else onReady();
    try {
      await Promise.all(runs);
    } catch (error) {
      // One worker lost its connection: the others are to end too before all are made anew.
      stop();
      await Promise.allSettled(runs);
      throw error;
    } finally {
      input.signal.removeEventListener('abort', stop);
    }
  } finally {
    await connection.close();
  }
}

function workerOptions(input: RunWorkersInput, connection: NativeConnection, queue: WorkerQueue): WorkerOptions {
  const common: WorkerOptions = {
    connection,
    namespace: input.connection.namespace,
    taskQueue: queueName(input.queuePrefix, queue.suffix),
    shutdownGraceTime: GRACE_MS,
    shutdownForceTime: FORCE_MS,
    // Cancellation comes with a heartbeat's answer: held back for most of the timeout, it would take a minute.
    maxHeartbeatThrottleInterval: HEARTBEAT_THROTTLE_MS,
  };
  if (queue.serves === 'workflows')
    return { ...common, ...(input.code ?? workflowCode()), maxConcurrentWorkflowTaskExecutions: queue.slots };
  return { ...common, activities: input.activities, maxConcurrentActivityTaskExecutions: queue.slots };
}

function connectionOptions({ address, tls, apiKey }: EngineAddress): NativeConnectionOptions {
  return {
    address,
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(tls === undefined ? {} : { tls: tls === true ? true : tlsFiles(tls) }),
  };
}

function tlsFiles(tls: Exclude<EngineAddress['tls'], true | undefined>): TLSConfig {
  return {
    ...(tls.ca ? { serverRootCACertificate: tls.ca } : {}),
    ...(tls.serverName === undefined ? {} : { serverNameOverride: tls.serverName }),
    ...(tls.cert && tls.key ? { clientCertPair: { crt: tls.cert, key: tls.key } } : {}),
  };
}

/** The service is down or cut off, which may pass. A refused key or an unknown namespace does not. */
function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (/unauthenticated|permission ?denied|namespace .* not found/i.test(error.message)) return false;
  return (
    error.name === 'TransportError' || /transport error|unavailable|connection refused|tcp connect/i.test(error.message)
  );
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
    if (signal.aborted) end();
  });
}
