import { join } from 'node:path';
import type { TrainerEvent } from '../../../schemas/generated/trainer-event.js';
import { checkpointsOf, runTrainingJob } from '../../../activities/distill/run-training.js';
import type { Objective } from '../../../activities/distill/contract.js';
import type { TrainedStep, TrainingJob } from '../../../activities/runtime/deps.js';
import { getPlanStep } from '../../../activities/runtime/step/pinned-plan.js';
import type { ActivityScope } from '../../../activities/runtime/scope.js';
import type { ArtifactStore } from '../../artifacts/contract.js';
import { LimbeckError, isLimbeckError } from '../../core/errors.js';
import { makeFolder } from '../../files/make-folder.js';
import type { Ledger } from '../../ledger/contract.js';
import type { Clock } from '../../models/clock.js';
import { createGpuMeter } from '../../models/money/gpu-meter.js';
import type { RunStore } from '../../runs/contract.js';
import { countAttempt } from '../../trainer/fruitless-attempts.js';
import { rewardsOf } from './answer-questions.js';
import { exportTrainingInputs } from './export-training-inputs.js';
import { openTrainingModels } from './open-training-models.js';
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
  const teller = tellTraining(deps, job, scope);
  const python = await deps.python();
  const { inputs, rows } = await exportTrainingInputs(deps.artifacts, job, objective, scope.signal);
  const { models, base } = await openTrainingModels(deps, job, objective);
  const { run, budget } = job;
  const meter = createGpuMeter({ ledger: deps.ledger, now: () => deps.clock.now(), run, step: job.step, budget });
  const onEvent = (event: TrainerEvent): void => {
    meter.hear(event);
    teller.tell(event);
  };
  const signal = AbortSignal.any([scope.signal, meter.signal]);
  const { folder, facts, warnings } = await meter.during(() =>
    runTrainingJob(
      { objective, params: step.with, models, inputs, seed: job.plan.seed, work: job.work },
      { python, signal, onEvent, onLease: teller.lead, graceMs: SAVE_GRACE_MS, answer: rewardsOf(step.with) },
    ),
  );
  const { digest: model } = await deps.artifacts.importModel(folder, { base, objective: objective.id });
  await teller.written();
  return { model, rows, training: facts, warnings };
}
