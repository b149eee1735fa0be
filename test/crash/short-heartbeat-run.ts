import { join } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import { compile } from '../../src/project/compile.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import type { CrashProject } from './crash-project.js';

/** A silent worker is given up after this: seconds, so that a test need not wait for half a minute. */
export const SHORT_HEARTBEAT_MS = 4_000;

/** Pin the project's recipe as a run whose plan has short timeouts; `limbeck resume` then starts it. */
export async function createShortHeartbeatRun(project: CrashProject, run: string): Promise<void> {
  const { plan, recipeText } = await compile(project.recipe, {});
  const steps: Plan['steps'] = plan.steps.map((step) => ({
    ...step,
    activity: {
      ...step.activity,
      heartbeat_ms: SHORT_HEARTBEAT_MS,
      retry: { ...step.activity.retry, initial_ms: 500 },
    },
  }));
  const runs = createFileRunStore({ folder: join(project.folder, '.limbeck') });
  await runs.create(run, { ...plan, steps }, recipeText);
}
