import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import { meantModel } from './meant-model.js';

/** Whether a step asks a model behind an endpoint: what is asked there is counted, limited and mostly paid for. */
export function asksEndpoint({ models }: Plan, step: PlanStep): boolean {
  return step.models.some((ref) => ref.source === 'model' && models[meantModel(ref)]?.provider === 'openai');
}
