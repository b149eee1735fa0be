import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import { importData } from '../../activities/runtime/step/import-data.js';
import type { ActivityDeps } from '../../activities/runtime/deps.js';
import { openRun } from '../../activities/runtime/step/open-run.js';
import type { ActivityScope } from '../../activities/runtime/scope.js';
import type { StepOutput } from '../core/ports.js';
import { openStores } from '../stores/open-stores.js';
import { runStepHere } from './run-step-here.js';
import { openWorkerDeps } from './start-worker.js';

export interface PreviewStepInput {
  /** Already cut down: see `previewPlan`. */
  readonly plan: Plan;
  readonly recipeText: string;
  readonly projectFolder: string;
  /** Takes the rows and the events; whoever gave it removes it. */
  readonly folder: string;
  /** Rows read of each data set that is not named in `whole`. */
  readonly rows: number;
  readonly whole: ReadonlySet<string>;
  readonly signal: AbortSignal;
  readonly say?: (message: string) => void;
}

/** The name of the one run in the folder. */
export const PREVIEW_RUN = 'preview';

/**
 * Runs a few rows through a plan in this process, without the engine: answers come from and go to the project's own ledger, so
 * that a run pays for none of them again; everything else is left in `folder`. Trains nothing.
 */
export async function previewStep(input: PreviewStepInput): Promise<void> {
  const { plan, folder, signal } = input;
  await mkdir(join(folder, 'work'), { recursive: true });
  const opened = await openWorkerDeps(input.projectFolder, input.say, { profile: plan.profile });
  try {
    const deps = await previewDeps(opened.deps, input);
    const scope: ActivityScope = { signal, stopping: signal, report: () => undefined };
    await deps.runs.create(PREVIEW_RUN, plan, input.recipeText);
    await openRun(deps, { run: PREVIEW_RUN });
    const outputs: Record<string, StepOutput> = {};
    for (const name of Object.keys(plan.data))
      outputs[name] = await importData(deps, { run: PREVIEW_RUN, name }, scope);
    for (const step of plan.steps) {
      const { output } = await runStepHere(deps, { run: PREVIEW_RUN, step, upstream: outputs, scope });
      outputs[step.id] = output;
    }
  } finally {
    await opened.close();
  }
}

async function previewDeps(deps: ActivityDeps, { folder, rows, whole }: PreviewStepInput): Promise<ActivityDeps> {
  const stores = openStores(folder);
  return {
    ...deps,
    artifacts: await stores.artifacts(),
    runs: await stores.runs(),
    readData: (data, signal) => {
      const all = deps.readData(data, signal);
      return whole.has(data.name) ? all : firstRows(all, rows);
    },
  };
}

async function* firstRows<Row>(rows: AsyncIterable<Row>, count: number): AsyncGenerator<Row> {
  let taken = 0;
  if (count <= 0) return;
  for await (const row of rows) {
    yield row;
    taken += 1;
    if (taken >= count) return;
  }
}
