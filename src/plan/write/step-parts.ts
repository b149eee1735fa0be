import type { PlanModel, PlanModelRef, PlanPart } from '../../../schemas/generated/plan.js';
import { meantModel } from '../../core/models/meant-model.js';
import { MADE_MODEL, traitsOf, type ProviderTraits } from '../../core/models/provider-traits.js';
import type { Compiling, ResolvedStep } from '../compiling.js';

/** Rows of a chunk that asks an endpoint: some minutes of work. Local models and the processor take more at once. */
const onlineChunkRows = 500;
const bulkChunkRows = 5000;
const chunkWindow = 8;
/** Chunks whose batches wait cost nothing but their place. */
const batchWindow = 32;

/** Where a model is asked: behind its endpoint, on a device that it holds, or in the worker's own process. */
export interface ModelPlace {
  readonly place: ProviderTraits['place'];
  readonly model: PlanModel | undefined;
}

export function placeOf({ models }: Pick<Compiling, 'models'>, ref: PlanModelRef): ModelPlace {
  const model = ref.source === 'model' ? models.get(meantModel(ref)) : undefined;
  return { place: (model ? traitsOf(model) : MADE_MODEL).place, model };
}

/** How a step is cut up: one part, or one for each model under measure, in which the models that help are asked too. */
export function partsOf(compiling: Pick<Compiling, 'models'>, step: ResolvedStep): PlanPart[] {
  const { measures } = step.traits;
  if (!measures)
    return [
      planPart(
        step,
        'rows',
        step.models.slice(0, 1).map((ref) => placeOf(compiling, ref)),
      ),
    ];
  const helpers = step.models.filter(({ role }) => role !== measures.subjects);
  return step.models
    .filter(({ role }) => role === measures.subjects)
    .map((subject) =>
      planPart(
        step,
        subject.name,
        [subject, ...helpers].map((ref) => placeOf(compiling, ref)),
      ),
    );
}

/** Work goes where its device is; to an endpoint's own queue only where nothing else is held. */
function planPart({ traits, draft }: ResolvedStep, name: string, asked: readonly ModelPlace[]): PlanPart {
  const isBatch = draft.mode === 'batch';
  const holds = traits.shape === 'train' || asked.some(({ place }) => place === 'gpu');
  const endpoint = asked[0]?.place === 'online' ? asked[0].model : undefined;
  const queue = holds ? `gpu-${draft.route?.gpu_pool ?? 'default'}` : (endpoint?.queue ?? 'cpu');
  const isOnline = traits.shape !== 'train' && asked.some(({ place }) => place === 'online');
  return {
    name,
    queue: draft.route?.queue ?? queue,
    chunk_rows: isOnline && !isBatch ? onlineChunkRows : bulkChunkRows,
    window: traits.shape === 'map' || traits.shape === 'measure' ? (isBatch ? batchWindow : chunkWindow) : 1,
  };
}
