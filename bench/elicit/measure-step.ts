import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { openWorkerDeps, workerCatalog } from '../../src/worker/start-worker.js';
import type { TemporalServer } from '../../test/support/temporal-server.js';
import { startRun, startTestWorker } from '../../test/support/workflow-world.js';
import { cpuTime } from './cpu-time.js';
import { writeLabelProject } from './label-project.js';
import type { CallPace, Load } from './load.js';

export interface StepPace extends CallPace {
  /** Longest a timer waited for the thread, milliseconds, but for one in a hundred. */
  readonly loopDelayP99: number;
  /** From the step's start to its first answer, and from the last row to the sealed record: the same for any number of rows but for sealing. */
  readonly startMs: number;
  readonly sealMs: number;
}

/**
 * A whole elicit/label step in this process, from its start to its sealed record: Temporal, chunks, ledger, artifacts. A
 * project of its own each time: an empty ledger, so that every row is a call.
 */
export async function measureStep(load: Load, temporal: TemporalServer): Promise<StepPace> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
  writeLabelProject(folder, load);
  const { plan, recipeText } = await compileRecipe({ recipeFile: join(folder, 'recipe.yaml'), catalog: workerCatalog });
  const opened = await openWorkerDeps(folder);
  const { deps } = opened;
  const run = `bench-${folder.slice(-6).toLowerCase()}`;
  await deps.runs.create(run, plan, recipeText);
  const worker = await startTestWorker(temporal, deps, run, ['teacher']);
  const loop = monitorEventLoopDelay({ resolution: 5 });
  const before = cpuTime();
  loop.enable();
  await (await startRun(temporal, { run, queuePrefix: run })).result();
  loop.disable();
  const after = cpuTime();
  const events = await deps.runs.events(run);
  const started = events.find((event) => event.type === 'step-started' && event.step === 'read');
  const finished = events.find((event) => event.type === 'step-finished' && event.step === 'read');
  if (finished?.type !== 'step-finished' || !started || finished.spend.calls !== load.rows)
    throw new Error(`The step did not make ${load.rows} calls: ${JSON.stringify(finished)}`);
  await worker.stop();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
  const answered = events.find((event) => event.type === 'model-asked' && event.step === 'read');
  const lastRow = events.findLast((event) => event.type === 'step-progress' && event.step === 'read');
  const between = (from: { readonly at: string } | undefined, to: { readonly at: string } | undefined): number =>
    Date.parse(to!.at) - Date.parse(from!.at);
  const seconds = between(started, finished) / 1000;
  return {
    callsPerSecond: load.rows / seconds,
    cpuPerCall: (after.all - before.all) / load.rows,
    threadPerCall: (after.thread - before.thread) / load.rows,
    loopDelayP99: loop.percentile(99) / 1e6,
    startMs: between(started, answered),
    sealMs: between(lastRow, finished),
  };
}
