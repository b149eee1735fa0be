import { resolve } from 'node:path';
import type { ArtifactStore } from '../artifacts/contract.js';
import type { EndpointShares } from '../models/admission/share.js';
import type { Clock } from '../models/clock.js';
import type { JobStore } from '../models/openai-batch/job-store.js';
import type { OpenModelInput } from '../../activities/runtime/deps.js';
import type { PlanModel } from '../../schemas/generated/plan.js';
import { LimbeckError } from '../core/errors.js';
import type { ProviderName } from '../core/models/provider-traits.js';
import type { Endpoints } from '../models/admission/endpoints.js';
import type { BatchProvider, ModelProvider } from '../models/contract.js';
import { createTransformersProvider } from '../models/transformers/transformers-provider.js';
import { studentOfPlan } from './train/open-training-models.js';

export interface OpenProvidersInput {
  readonly projectFolder: string;
  readonly artifacts: ArtifactStore;
  readonly clock: Clock;
  /** The trainer's Python; may make its environment first. */
  readonly python: () => Promise<string>;
  readonly env: NodeJS.ProcessEnv;
  /** Where the workers of the project agree on who asks an endpoint. Absent: this one is alone. */
  readonly shares?: EndpointShares;
  /** Batches at vendors', of all runs of the project. */
  readonly batches: JobStore;
}

/** A model of a plan, to be opened. */
interface Bound {
  readonly from: ProvidersInput;
  readonly asked: Extract<OpenModelInput, { readonly source: 'plan' }>;
  readonly model: PlanModel;
}

export type ProvidersInput = OpenProvidersInput & { readonly endpoints: Endpoints };

/** A stopping worker's jobs save where they stand within its own grace. */
export const SAVE_GRACE_MS = 10_000;

/** What is heavy is loaded where it is needed: most workers never need it. */
const OPEN: Readonly<Record<ProviderName, (bound: Bound) => Promise<ModelProvider>>> = {
  async openai({ from: { env, clock, endpoints, batches }, asked, model }) {
    if (asked.mode === 'batch') {
      const { createOpenAiBatchProvider } = await import('../models/openai-batch/openai-batch-provider.js');
      return createOpenAiBatchProvider({ model, env, records: batches, clock });
    }
    const { createOpenAiProvider } = await import('../models/openai/openai-provider.js');
    return createOpenAiProvider({ model, env, clock, endpoints });
  },
  async transformers({ from, asked: { plan, name } }) {
    const student = studentOfPlan(plan, name, from.projectFolder);
    return createTransformersProvider({
      student,
      seed: plan.seed,
      trainer: { python: from.python, graceMs: SAVE_GRACE_MS },
    });
  },
  onnx: (bound) => openStudent(folderOf(bound)),
  async 'onnx-embed'(bound) {
    const { createEncoderProvider } = await import('../models/onnx-embed/encoder-provider.js');
    const { pooling = 'mean', normalize = true, max_tokens } = bound.model.encoder ?? {};
    const most = max_tokens === undefined ? {} : { maxTokens: max_tokens };
    return createEncoderProvider({ folder: folderOf(bound), pooling, normalize, ...most });
  },
};

export function openBound(from: ProvidersInput, asked: Bound['asked']): Promise<ModelProvider> {
  const { plan, name } = asked;
  const model = plan.models[name];
  if (!model) throw notBound(name);
  return OPEN[model.provider]({ from, asked, model });
}

/** An exported student, in this process. */
export async function openStudent(folder: string): Promise<BatchProvider> {
  const { createOnnxProvider } = await import('../models/onnx/onnx-provider.js');
  return createOnnxProvider({ folder });
}

function folderOf({ from, model }: Bound): string {
  if (model.path === undefined) throw notBound(model.name);
  return resolve(from.projectFolder, model.path);
}

function notBound(name: string): LimbeckError {
  return new LimbeckError({
    code: 'model-not-bound',
    message: `The plan does not say where the model "${name}" is.`,
    hint: 'Start a new run: the plan was made by another version of Limbeck, or changed by hand.',
  });
}
