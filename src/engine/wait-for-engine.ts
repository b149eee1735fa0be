import { setTimeout as pause } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { LimbeckError } from '../core/errors.js';

const RETENTION_DAYS = 30;
const DAY_SECONDS = 24 * 3600;
const PAUSE_MS = 40;

export interface WaitForEngineOptions {
  readonly address: string;
  readonly namespace: string;
  readonly timeoutMs: number;
  /** Aborted when there is nothing to wait for any more; its reason is thrown. */
  readonly signal: AbortSignal;
}

/**
 * Wait until a Temporal server answers for its namespace, then make it keep closed runs for 30 days (a new dev server
 * keeps them for one). Throws `engine-silent` after the time-out.
 */
export async function waitForEngine(options: WaitForEngineOptions): Promise<void> {
  const until = Date.now() + options.timeoutMs;
  for (;;) {
    options.signal.throwIfAborted();
    try {
      await describeAndKeep(options);
      return;
    } catch (error) {
      if (Date.now() >= until) {
        throw new LimbeckError({
          code: 'engine-silent',
          message: `The Temporal server at ${options.address} did not answer within ${options.timeoutMs / 1000} s: ${(error as Error).message}`,
          hint: 'The machine may be overloaded; try again.',
          cause: error,
        });
      }
      await pause(PAUSE_MS);
    }
  }
}

async function describeAndKeep({ address, namespace }: WaitForEngineOptions): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: 2_000, interceptors: [] });
  try {
    const { config } = await connection.workflowService.describeNamespace({ namespace });
    const kept = Number(config?.workflowExecutionRetentionTtl?.seconds ?? 0);
    if (kept >= RETENTION_DAYS * DAY_SECONDS) return;
    await connection.workflowService.updateNamespace({
      namespace,
      config: {
        workflowExecutionRetentionTtl: { seconds: (RETENTION_DAYS * DAY_SECONDS) as unknown as never, nanos: 0 },
      },
    });
  } finally {
    await connection.close();
  }
}
