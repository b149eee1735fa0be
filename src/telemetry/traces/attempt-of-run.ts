import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { RunStore } from '../../runs/contract.js';
import type { TracedAttempt } from './trace-ids.js';

/** Which attempt at the run goes on now; undefined when there is none, or it cannot be read. */
export async function attemptOfRun(
  runs: Pick<RunStore, 'events' | 'summary'>,
  run: string,
): Promise<TracedAttempt | undefined> {
  try {
    const { recipe, created_at: createdAt } = await runs.summary(run);
    const started = (await runs.events(run)).findLast(isStart);
    return started && { run, recipe, createdAt, attempt: started.attempt };
  } catch {
    return undefined;
  }
}

export function isStart(event: RunEvent): event is Extract<RunEvent, { type: 'run-started' }> {
  return event.type === 'run-started';
}
