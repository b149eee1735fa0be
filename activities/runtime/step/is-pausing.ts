import type { RunStore } from '../../../src/runs/contract.js';

/** Whether the present attempt of a run was asked to pause. */
export async function isPausing(runs: Pick<RunStore, 'events'>, run: string): Promise<boolean> {
  const last = (await runs.events(run)).findLast(({ type }) => type === 'run-started' || type === 'pause-asked');
  return last?.type === 'pause-asked';
}
