import { resolve } from 'node:path';
import type { Plan, PlanModel, PlanModelRef } from '../../../schemas/generated/plan.js';
import type { Student, TrainJob } from '../../../schemas/generated/trainer-job.js';
import type { Objective } from '../../../activities/distill/contract.js';
import type { TrainingJob } from '../../../activities/runtime/deps.js';
import { getPlanStep } from '../../../activities/runtime/step/pinned-plan.js';
import type { ArtifactStore } from '../../artifacts/contract.js';
import { LimbeckError } from '../../core/errors.js';

export interface TrainingModels {
  readonly models: TrainJob['models'];
  /** What the student is called in the store: the project's name for it, or the digest of the model a step made. */
  readonly base: string;
}

interface OpenDeps {
  readonly projectFolder: string;
  readonly artifacts: Pick<ArtifactStore, 'openModel'>;
}

/**
 * The models of a training by role, each one of the project's or one that an earlier step made. Every role that the step
 * names is opened: what a recipe asks for reaches the trainer, or the step fails. Throws `model-missing`, `many-models`.
 */
export async function openTrainingModels(
  deps: OpenDeps,
  job: TrainingJob,
  objective: Objective,
): Promise<TrainingModels> {
  const opened: Record<string, { readonly model: Student; readonly name: string }> = {};
  for (const ref of getPlanStep(job.plan, job.step).models) {
    if (!Object.hasOwn(objective.needs, ref.role)) throw noRole(job, ref, objective);
    if (Object.hasOwn(opened, ref.role)) throw manyModels(job, ref);
    opened[ref.role] = await openModel(deps, job, ref);
  }
  const { student } = opened;
  if (!student) throw new LimbeckError({ code: 'model-missing', message: `Step "${job.step}" names no student.` });
  const others = Object.fromEntries(Object.entries(opened).map(([role, { model }]) => [role, model]));
  return { models: { ...others, student: student.model }, base: student.name };
}

async function openModel(
  { projectFolder, artifacts }: OpenDeps,
  job: TrainingJob,
  { name, of = name, source, role }: PlanModelRef,
): Promise<{ readonly model: Student; readonly name: string }> {
  if (source === 'model') return { model: studentOfPlan(job.plan, of, projectFolder), name: of };
  const digest = job.models[name];
  if (digest === undefined)
    throw new LimbeckError({
      code: 'model-missing',
      message: `Step "${of}" left no model for the ${role} of step "${job.step}".`,
    });
  const { folder } = await artifacts.openModel(digest);
  return { model: { path: folder, initial: 'weights' }, name: digest };
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

function noRole({ step }: TrainingJob, { name, role }: PlanModelRef, objective: Objective): LimbeckError {
  return new LimbeckError({
    code: 'model-missing',
    message: `Step "${step}" gives "${name}" as ${role}, and distill/${objective.id} has no such role.`,
    hint: `It has: ${Object.keys(objective.needs).join(', ')}. The plan was made by another version: start a new run.`,
  });
}

function manyModels({ step }: TrainingJob, { role }: PlanModelRef): LimbeckError {
  return new LimbeckError({
    code: 'many-models',
    message: `Step "${step}" names several models as ${role}, and a training takes one.`,
  });
}
