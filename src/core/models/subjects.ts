import type { PlanModelRef, PlanStep } from '../../../schemas/generated/plan.js';

type Measuring = Pick<PlanStep, 'shape' | 'models' | 'measures'>;

/**
 * The models that a step measures, each a part of it; none where it makes rows or a model. Plans of 0.1.0 do not say
 * which they are: there every model of a measure step is one.
 */
export function subjectsOf({ shape, models, measures }: Measuring): readonly PlanModelRef[] {
  if (measures) return models.filter(({ role }) => role === measures.subjects);
  return shape === 'measure' ? models : [];
}

export function isMeasuring(step: Measuring): boolean {
  return step.measures !== undefined || step.shape === 'measure';
}
