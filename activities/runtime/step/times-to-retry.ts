import type { PrepareStepInput } from '../../../src/core/ports.js';
import { retriedKey } from '../../../src/core/identity/step-key.js';
import type { ActivityDeps } from '../deps.js';

/**
 * How often the failed rows of a step are tried again in this run: as often as it was asked to, and no less than any run
 * did before; but what a run has once read it goes on reading, so that a plain resume changes nothing.
 */
export async function timesToRetry(
  { artifacts, runs }: Pick<ActivityDeps, 'artifacts' | 'runs'>,
  { run, step }: Pick<PrepareStepInput, 'run' | 'step'>,
  key: string,
): Promise<number> {
  const asked = (await runs.summary(run)).retries?.[step] ?? 0;
  const newest = await artifacts.timesRetried(key);
  if (newest <= asked) return asked;
  const own = new Set<string>();
  for (const event of await runs.events(run))
    if ((event.type === 'step-started' || event.type === 'step-finished') && event.step === step) own.add(event.key);
  for (let times = newest; times >= asked; times--) if (own.has(retriedKey(key, times))) return times;
  return newest;
}
