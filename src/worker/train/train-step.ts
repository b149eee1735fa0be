import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TrainerEvent } from '../../../schemas/generated/trainer-event.js';
import type { Student } from '../../../schemas/generated/trainer-job.js';
import type { Plan, PlanModel } from '../../../schemas/generated/plan.js';
import { checkpointsOf, runTrainingJob } from '../../../activities/distill/run-training.js';
import type { Objective } from '../../../activities/distill/contract.js';
import type { TrainedStep, TrainingJob } from '../../../activities/runtime/deps.js';
import { getPlanStep } from '../../../activities/runtime/step/pinned-plan.js';
import type { ActivityScope } from '../../../activities/runtime/scope.js';
import type { ArtifactStore } from '../../artifacts/contract.js';
import { LimbeckError, isLimbeckError } from '../../core/errors.js';
import type { RowSource } from '../../core/method.js';
import { makeFolder } from '../../files/make-folder.js';
import type { Ledger } from '../../ledger/contract.js';
import type { Clock } from '../../models/clock.js';
import { createGpuMeter } from '../../models/money/gpu-meter.js';
import type { RunStore } from '../../runs/contract.js';
import { countAttempt } from '../../trainer/fruitless-attempts.js';
import { tellTraining } from './tell-training.js';

export interface TrainStepDeps {
  readonly projectFolder: string;
  readonly artifacts: ArtifactStore;
  readonly runs: RunStore;
  readonly objectives: readonly Objective[];
  readonly clock: Clock;
  readonly ledger: Pick<Ledger, 'spend' | 'addGpuTime'>;
  /** The trainer's Python; may make its environment first. */
  python(): Promise<string>;
}

/** A worker that stops waits this long for a checkpoint; less than its own grace. */
const SAVE_GRACE_MS = 10_000;

/**
 * From a step's input rows to a model in the store, through one training job that resumes where it stood. Throws
 * `training-stuck` when attempt after attempt ends without coming further.
 */
export async function trainStep(deps: TrainStepDeps, job: TrainingJob, scope: ActivityScope): Promise<TrainedStep> {
  const work = join(await deps.artifacts.workFolder(job.key), 'train');
  makeFolder(work);
  const attempt = countAttempt(work, checkpointsOf(work));
  try {
    return await attemptStep(deps, { ...job, work }, scope);
  } catch (error) {
    const isNoFailure = isLimbeckError(error) && (error.code === 'lease-lost' || error.kind === 'budget');
    if (!scope.signal.aborted && !isNoFailure) throw attempt.judge(error);
    attempt.forgive();
    throw error;
  }
}

async function attemptStep(
  deps: TrainStepDeps,
  job: TrainingJob & { readonly work: string },
  scope: ActivityScope,
): Promise<TrainedStep> {
  const step = getPlanStep(job.plan, job.step);
  const objective = deps.objectives.find(({ id }) => id === step.method);
  if (!objective)
    throw new LimbeckError({
      code: 'unknown-objective',
      message: `Step "${job.step}" uses ${step.use}, which the trainer does not have.`,
      hint: `It has: ${deps.objectives.map(({ id }) => id).join(', ')}.`,
    });
  const digest = Object.values(job.inputs)[0];
  if (digest === undefined)
    throw new LimbeckError({ code: 'input-missing', message: `Step "${job.step}" has no rows to train on.` });
  const { source } = await deps.artifacts.openDataSet(digest);
  const teller = tellTraining(deps, job, scope);
  const python = await deps.python();
  const rows = await exportRows(source, await deps.artifacts.workFolder(job.key), scope.signal);
  const base = await studentOf(deps, job);
  const { run, budget } = job;
  const meter = createGpuMeter({ ledger: deps.ledger, now: () => deps.clock.now(), run, step: job.step, budget });
  const onEvent = (event: TrainerEvent): void => {
    meter.hear(event);
    teller.tell(event);
  };
  const signal = AbortSignal.any([scope.signal, meter.signal]);
  const { folder, facts, warnings } = await meter.during(() =>
    runTrainingJob(
      { objective, params: step.with, student: base.student, rows: [rows], seed: job.plan.seed, work: job.work },
      { python, signal, onEvent, onLease: teller.lead, graceMs: SAVE_GRACE_MS },
    ),
  );
  const { digest: model } = await deps.artifacts.importModel(folder, { base: base.name, objective: objective.id });
  await teller.written();
  return { model, rows: source.rows, training: facts, warnings };
}

/** The trainer reads plain files. Written again by every attempt: the same bytes, whole or not at all. */
async function exportRows(source: RowSource, folder: string, signal: AbortSignal): Promise<string> {
  const file = join(folder, 'rows.jsonl');
  const lines = async function* (): AsyncGenerator<string> {
    for await (const row of source.read()) yield `${JSON.stringify(row)}\n`;
  };
  // A part of its own for each attempt: one that was taken for dead may still be writing.
  const part = `${file}.${randomUUID().slice(0, 8)}.part`;
  try {
    await pipeline(Readable.from(lines()), createWriteStream(part, { flags: 'wx', flush: true }), { signal });
    await rename(part, file);
  } finally {
    await rm(part, { force: true });
  }
  return file;
}

/** The student that the objective trains: one of the project's, or the model an earlier step made. */
async function studentOf(
  deps: TrainStepDeps,
  job: TrainingJob,
): Promise<{ readonly student: Student; readonly name: string }> {
  const ref = getPlanStep(job.plan, job.step).models.find(({ role }) => role === 'student');
  if (!ref) throw new LimbeckError({ code: 'model-missing', message: `Step "${job.step}" names no student.` });
  const { name, of = name } = ref;
  if (ref.source === 'model') return { student: studentOfPlan(job.plan, of, deps.projectFolder), name: of };
  const digest = job.models[name];
  if (digest === undefined)
    throw new LimbeckError({ code: 'model-missing', message: `Step "${of}" left no model to train on.` });
  const { folder } = await deps.artifacts.openModel(digest);
  return { student: { path: folder, initial: 'weights' }, name: digest };
}

/** A local model of the plan, its paths made absolute. */
export function studentOfPlan(plan: Plan, name: string, projectFolder: string): Student {
  const model: PlanModel | undefined = plan.models[name];
  if (model?.path === undefined)
    throw new LimbeckError({
      code: 'model-missing',
      message: `"${name}" is no local model: the plan gives it no folder.`,
      hint: 'Bind it in limbeck.yaml with provider: transformers and path.',
    });
  const { path, initial = 'weights', tokenizer } = model;
  const inProject = (file: string): string => resolve(projectFolder, file);
  return {
    path: inProject(path),
    initial,
    ...(tokenizer ? { tokenizer: { ...tokenizer, train_on: tokenizer.train_on.map(inProject) } } : {}),
  };
}
