import { join } from 'node:path';
import type { OpenModelInput, Providers } from '../../activities/runtime/deps.js';
import { traitsOf } from '../core/models/provider-traits.js';
import { digestOf } from '../core/digest.js';
import { Endpoints } from '../models/admission/endpoints.js';
import type { ModelProvider } from '../models/contract.js';
import { canAnswerHere } from '../models/onnx/can-answer-here.js';
import { createTransformersProvider } from '../models/transformers/transformers-provider.js';
import { withWeights } from '../models/with-weights.js';
import { openBound, openStudent, SAVE_GRACE_MS, type OpenProvidersInput } from './providers.js';

export interface OpenProviders extends Providers {
  close(): Promise<void>;
}

/** Where a training job puts a small student's ONNX form inside its model folder. */
const ONNX_FOLDER = 'onnx';

/** One provider per model and process, one admission per endpoint: its limits hold over all chunks, models and runs. */
export function openProviders(input: OpenProvidersInput): OpenProviders {
  const opened = new Map<string, Promise<ModelProvider>>();
  const endpoints = new Endpoints(input.clock, input.shares);
  return {
    open(model) {
      const key = keyOf(model);
      const known = opened.get(key) ?? openProvider(input, endpoints, model);
      opened.set(key, known);
      known.catch(() => opened.delete(key));
      return known;
    },
    async close() {
      const providers = await Promise.allSettled(opened.values());
      for (const result of providers) if (result.status === 'fulfilled') await result.value.close();
    },
  };
}

/** Two runs may bind one name differently; the limits are part of what is bound. */
function keyOf(model: OpenModelInput): string {
  if (model.source === 'step') return model.digest;
  const { plan, name, mode = 'online' } = model;
  const bound = plan.models[name];
  return digestOf({
    mode,
    model: bound,
    seed: bound && traitsOf(bound).seeded ? plan.seed : 0,
  });
}

async function openProvider(
  input: OpenProvidersInput,
  endpoints: Endpoints,
  model: OpenModelInput,
): Promise<ModelProvider> {
  if (model.source === 'plan') return openBound({ ...input, endpoints }, model);
  const { folder } = await input.artifacts.openModel(model.digest);
  const exported = join(folder, ONNX_FOLDER);
  const trainer = { python: input.python, graceMs: SAVE_GRACE_MS };
  const weights = createTransformersProvider({ student: { path: folder, initial: 'weights' }, seed: 0, trainer });
  return (await canAnswerHere(exported)) ? withWeights(await openStudent(exported), weights) : weights;
}
