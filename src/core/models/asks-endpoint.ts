import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { endpointOf } from './provider-traits.js';

/** Whether a step asks a model behind an endpoint: what is asked there is counted, limited and mostly paid for. */
export function asksEndpoint({ models }: Plan, step: PlanStep): boolean {
  return step.models.some((ref) => endpointOf(models, ref) !== undefined);
}
