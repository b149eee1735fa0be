import type { PlanModelRef } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { AskedModel } from '../../../src/models/asking/ask-call.js';
import { subjectsOf } from '../../../src/core/models/subjects.js';
import type { ModelProvider } from '../../../src/models/contract.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';
import type { Method } from '../../../src/core/method.js';
import { memberOf } from '../../../src/core/models/role-members.js';
import { traitsOf } from '../../../src/core/models/provider-traits.js';

/** A model as a step asks it. */
export interface StepModel {
  readonly asked: AskedModel;
  readonly provider: ModelProvider;
  /** Requests its endpoint takes at once. */
  readonly concurrency: number;
}

const DEFAULT_CONCURRENCY = 32;

/**
 * Open every model that a step may ask, by role. Models under measure share a role: `only` says which of them this part is
 * about. Those that help (a judge, a reference) are there in every part. A role that may have several models has each of them
 * under a name of its own.
 */
export async function openStepModels(
  deps: ActivityDeps,
  open: OpenStep,
  only?: string,
): Promise<ReadonlyMap<string, StepModel>> {
  const models = new Map<string, StepModel>();
  const several = severalOf(deps, open);
  const others = new Set(subjectsOf(open.step).filter(({ name }) => name !== only));
  for (const ref of open.step.models) {
    if (others.has(ref)) continue;
    const role = several.includes(ref.role) ? memberOf(ref.role, ref.name).role : ref.role;
    if (models.has(role)) throw manyModels(open.step.id, ref.role);
    models.set(role, await openModel(deps, open, ref));
  }
  return models;
}

/** Roles of which each model is asked by a name of its own. */
function severalOf({ catalog }: ActivityDeps, { step }: OpenStep): readonly string[] {
  const methods: readonly Method[] = step.stage === 'distill' ? [] : catalog[step.stage];
  return methods.find(({ id }) => id === step.method)?.several ?? [];
}

async function openModel(deps: ActivityDeps, { plan, step, ref }: OpenStep, wanted: PlanModelRef): Promise<StepModel> {
  const { name, of = name } = wanted;
  if (wanted.source === 'step') {
    const digest = ref.models[name];
    if (digest === undefined)
      throw new LimbeckError({ code: 'model-missing', message: `Step "${of}" left no model for "${ref.step}".` });
    const provider = await deps.providers.open({ source: 'step', name, digest });
    return {
      asked: { name, identity: { provider: 'transformers', digest } },
      provider,
      concurrency: DEFAULT_CONCURRENCY,
    };
  }
  const model = plan.models[of];
  if (!model) throw new LimbeckError({ code: 'model-missing', message: `The plan binds no model called "${of}".` });
  const mode = step.mode === 'batch' && traitsOf(model).batchable ? step.mode : undefined;
  const provider = await deps.providers.open({ source: 'plan', name: of, plan, ...(mode ? { mode } : {}) });
  return {
    asked: {
      name,
      identity: model.identity,
      ...(model.price ? { price: model.price } : {}),
      ...(mode ? { mode } : {}),
    },
    provider,
    concurrency: model.limits?.concurrency ?? DEFAULT_CONCURRENCY,
  };
}

function manyModels(step: string, role: string): LimbeckError {
  return new LimbeckError({
    code: 'many-models',
    message: `Step "${step}" names several models for "${role}", which this method asks one at a time.`,
  });
}
