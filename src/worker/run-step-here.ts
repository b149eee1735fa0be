import type { PlanStep } from '../../schemas/generated/plan.js';
import type { ActivityDeps } from '../../activities/runtime/deps.js';
import { growRound } from '../../activities/runtime/rows/grow-round.js';
import { prepareStep } from '../../activities/runtime/step/prepare-step.js';
import { runChunk } from '../../activities/runtime/rows/run-chunk.js';
import { runReduce } from '../../activities/runtime/rows/run-reduce.js';
import type { ActivityScope } from '../../activities/runtime/scope.js';
import { sealStep } from '../../activities/runtime/step/seal-step.js';
import type { PrepareStepResult, StepOutput, StepRef } from '../core/ports.js';

export interface StepHere {
  readonly run: string;
  /** Any shape but train. */
  readonly step: PlanStep;
  /** What earlier steps made, by name. */
  readonly upstream: Readonly<Record<string, StepOutput>>;
  /** Rows of its input it is done for at most; default all. */
  readonly rows?: number;
  /** Rounds it grows at most; default until it has enough. */
  readonly rounds?: number;
  readonly scope: ActivityScope;
}

export interface StepDoneHere {
  readonly output: StepOutput;
  /** Of a step that went through rows or grew some; absent for one that was found done, was skipped, or reduces. */
  readonly work?: StepWorkHere;
}

export interface StepWorkHere {
  /** Rows looked at, over all parts; of a growing step, rows made. */
  readonly rows: number;
  /** Those that failed. */
  readonly failed: number;
  /** Of a growing step. */
  readonly made?: number;
}

/** One step in this process, without the engine: the same activities, one after another, each part as one chunk. */
export async function runStepHere(deps: ActivityDeps, input: StepHere): Promise<StepDoneHere> {
  const { run, step, upstream, scope } = input;
  const prepared = await prepareStep(deps, { run, step: step.id, upstream });
  if (prepared.output) return { output: prepared.output };
  const { key, inputs, models } = prepared;
  const ref: StepRef = { run, step: step.id, key, inputs, models };
  const started_ms = deps.clock.now();
  if (step.shape === 'reduce') return { output: await runReduce(deps, { ...ref, started_ms }, scope) };
  if (step.shape === 'grow') {
    const { made, rounds } = await grow(deps, ref, input);
    const grown = { ...ref, rows: prepared.rows, chunkRows: {}, rounds, started_ms };
    return { output: await sealStep(deps, grown, scope), work: { rows: made, failed: 0, made } };
  }
  const rows = Math.min(input.rows ?? prepared.rows, prepared.rows);
  const failed = await runParts(deps, ref, { ...prepared, rows }, scope);
  const chunkRows = Object.fromEntries(prepared.parts.map((part) => [part, Math.max(1, rows)]));
  const output = await sealStep(deps, { ...ref, rows, chunkRows, started_ms }, scope);
  return { output, work: { rows: rows * prepared.parts.length, failed } };
}

async function grow(
  deps: ActivityDeps,
  ref: StepRef,
  { rounds = Number.POSITIVE_INFINITY, scope }: StepHere,
): Promise<{ readonly made: number; readonly rounds: number }> {
  let made = 0;
  for (let round = 0; ; round++) {
    const grown = await growRound(deps, { ...ref, round }, scope);
    made += grown.made;
    if (grown.finished || round + 1 >= rounds) return { made, rounds: round + 1 };
  }
}

/** How many rows failed. */
async function runParts(
  deps: ActivityDeps,
  ref: StepRef,
  { parts, rows }: PrepareStepResult,
  scope: ActivityScope,
): Promise<number> {
  let failed = 0;
  if (rows === 0) return failed;
  for (const part of parts) failed += (await runChunk(deps, { ...ref, part, from: 0, to: rows }, scope)).failed;
  return failed;
}
