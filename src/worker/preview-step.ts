import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plan, PlanStep } from '../../schemas/generated/plan.js';
import { growRound } from '../../activities/runtime/grow-round.js';
import { importData } from '../../activities/runtime/import-data.js';
import type { ActivityDeps } from '../../activities/runtime/deps.js';
import { openRun } from '../../activities/runtime/open-run.js';
import { prepareStep } from '../../activities/runtime/prepare-step.js';
import { runChunk } from '../../activities/runtime/run-chunk.js';
import { runReduce } from '../../activities/runtime/run-reduce.js';
import type { ActivityScope } from '../../activities/runtime/scope.js';
import { sealStep } from '../../activities/runtime/seal-step.js';
import { createFileArtifactStore } from '../artifacts/file/file-artifact-store.js';
import type { PrepareStepResult, StepOutput, StepRef } from '../core/ports.js';
import { createFileRunStore } from '../runs/file/file-run-store.js';
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
    const deps = previewDeps(opened.deps, input);
    const scope: ActivityScope = { signal, stopping: signal, report: () => undefined };
    await deps.runs.create(PREVIEW_RUN, plan, input.recipeText);
    await openRun(deps, { run: PREVIEW_RUN });
    const outputs: Record<string, StepOutput> = {};
    for (const name of Object.keys(plan.data))
      outputs[name] = await importData(deps, { run: PREVIEW_RUN, name }, scope);
    for (const step of plan.steps) outputs[step.id] = await doStep(deps, step, outputs, scope);
  } finally {
    await opened.close();
  }
}

function previewDeps(deps: ActivityDeps, { folder, rows, whole }: PreviewStepInput): ActivityDeps {
  return {
    ...deps,
    artifacts: createFileArtifactStore({ folder }),
    runs: createFileRunStore({ folder }),
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

async function doStep(
  deps: ActivityDeps,
  step: PlanStep,
  upstream: Readonly<Record<string, StepOutput>>,
  scope: ActivityScope,
): Promise<StepOutput> {
  const prepared = await prepareStep(deps, { run: PREVIEW_RUN, step: step.id, upstream });
  if (prepared.output) return prepared.output;
  const { key, inputs, models } = prepared;
  const ref: StepRef = { run: PREVIEW_RUN, step: step.id, key, inputs, models };
  const started_ms = deps.clock.now();
  if (step.shape === 'reduce') return runReduce(deps, { ...ref, started_ms }, scope);
  const rounds = step.shape === 'grow' ? await growAll(deps, ref, scope) : undefined;
  if (rounds === undefined) await runParts(deps, ref, prepared, scope);
  const chunkRows = Object.fromEntries(prepared.parts.map((part) => [part, Math.max(1, prepared.rows)]));
  const cuts = rounds === undefined ? { chunkRows } : { chunkRows: {}, rounds };
  return sealStep(deps, { ...ref, rows: prepared.rows, ...cuts, started_ms }, scope);
}

async function runParts(
  deps: ActivityDeps,
  ref: StepRef,
  { parts, rows }: PrepareStepResult,
  scope: ActivityScope,
): Promise<void> {
  if (rows === 0) return;
  for (const part of parts) await runChunk(deps, { ...ref, part, from: 0, to: rows }, scope);
}

async function growAll(deps: ActivityDeps, ref: StepRef, scope: ActivityScope): Promise<number> {
  for (let round = 0; ; round++) {
    const { finished } = await growRound(deps, { ...ref, round }, scope);
    if (finished) return round + 1;
  }
}
