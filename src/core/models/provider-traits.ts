import type { Plan, PlanModel, PlanModelRef } from '../../../schemas/generated/plan.js';
import type { Access } from '../method.js';
import { meantModel } from './meant-model.js';

/** What is so of every model that a provider serves. The engine reads this, and asks for no provider's name. */
export interface ProviderTraits {
  /** Behind an address; on a device of this machine; in the worker's own process. */
  readonly place: 'online' | 'gpu' | 'cpu';
  /** Answers cost money: they are counted, limited and estimated. */
  readonly paid: boolean;
  /** May be asked through a vendor's batch service, where the binding says that there is one. */
  readonly batchable: boolean;
  /** The recipe's seed is part of how its answers are drawn. */
  readonly seeded: boolean;
  /** What it can be asked at all; a model's `access` says which of it that model offers. */
  readonly offers: readonly Access[];
}

export type ProviderName = PlanModel['provider'];

export const PROVIDERS: Readonly<Record<ProviderName, ProviderTraits>> = {
  openai: {
    place: 'online',
    paid: true,
    batchable: true,
    seeded: false,
    offers: ['chat', 'completions', 'logprobs', 'prompt_logprobs', 'embeddings'],
  },
  transformers: { place: 'gpu', paid: false, batchable: false, seeded: true, offers: ['weights', 'chat'] },
  onnx: { place: 'cpu', paid: false, batchable: false, seeded: false, offers: ['chat', 'completions'] },
  'onnx-embed': { place: 'cpu', paid: false, batchable: false, seeded: false, offers: ['embeddings', 'classifier'] },
};

/** What a training leaves is served as a folder of the trainer is. */
export const MADE_MODEL: ProviderTraits = PROVIDERS.transformers;

export function traitsOf({ provider }: { readonly provider: ProviderName }): ProviderTraits {
  return PROVIDERS[provider];
}

/** Behind an endpoint that is counted, limited and mostly paid for. */
export function isPaid(model: { readonly provider: ProviderName } | undefined): boolean {
  return model !== undefined && traitsOf(model).paid;
}

/** The model of a plan that a step's reference means, where it asks an endpoint. */
export function endpointOf(models: Plan['models'], ref: PlanModelRef): PlanModel | undefined {
  const model = ref.source === 'model' ? models[meantModel(ref)] : undefined;
  return isPaid(model) ? model : undefined;
}
