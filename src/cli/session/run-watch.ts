import type { Client } from '@temporalio/client';
import { setTimeout as pause } from 'node:timers/promises';

/** What the engine says of a run's workflow. */
export type WorkflowState =
  | { readonly state: 'open' }
  /** It has ended; how, in the engine's words. */
  | { readonly state: 'closed'; readonly status: string }
  /** The engine does not know it. */
  | { readonly state: 'lost' }
  /** The engine did not answer. */
  | { readonly state: 'silent'; readonly because: string };

export async function workflowState(client: Client, run: string): Promise<WorkflowState> {
  try {
    const { status } = await client.workflow.getHandle(run).describe();
    const open = status.name === 'RUNNING' || status.name === 'CONTINUED_AS_NEW' || status.name === 'PAUSED';
    return open ? { state: 'open' } : { state: 'closed', status: status.name.toLowerCase() };
  } catch (error) {
    const { name, message } = error as Error;
    return name === 'WorkflowNotFoundError' ? { state: 'lost' } : { state: 'silent', because: message };
  }
}

const ASK_EVERY_MS = 1_000;

/** Wait until the workflow has ended or is unknown; undefined when `signal` came first. Silence is waited out. */
export async function waitForClose(
  client: Client,
  run: string,
  signal: AbortSignal,
): Promise<Extract<WorkflowState, { state: 'closed' | 'lost' }> | undefined> {
  while (!signal.aborted) {
    const found = await workflowState(client, run);
    if (found.state === 'closed' || found.state === 'lost') return found;
    await pause(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
