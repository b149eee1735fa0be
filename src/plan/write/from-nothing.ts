import type { PlanStep } from '../../../schemas/generated/plan.js';

/** What a step takes that may not run at all. */
export function fromNothing(estimate: PlanStep['estimate']): PlanStep['estimate'] {
  return Object.fromEntries(
    Object.entries(estimate).map(([name, range]) => [name, { ...range, low: 0 }]),
  ) as PlanStep['estimate'];
}
