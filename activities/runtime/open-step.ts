import type { Plan, PlanStep } from '../../schemas/generated/plan.js';
import type { StepRef } from '../../src/core/ports.js';
import type { Budget } from '../../src/models/ask-call.js';
import type { ActivityDeps } from './deps.js';
import { getPlanStep, pinnedPlan } from './pinned-plan.js';

/** A step as its activities see it: what was asked for, the pinned plan, and what may be spent. */
export interface OpenStep {
  readonly ref: StepRef;
  readonly plan: Plan;
  readonly step: PlanStep;
  readonly budget: { readonly run?: Budget; readonly step?: Budget };
}

export async function openStep(deps: ActivityDeps, ref: StepRef): Promise<OpenStep> {
  const plan = await pinnedPlan(deps.runs, ref.run);
  const step = getPlanStep(plan, ref.step);
  // Read every time: `resume --budget` raises it.
  const { budget } = await deps.runs.summary(ref.run);
  return { ref, plan, step, budget: { run: budget ?? plan.budget, ...(step.budget ? { step: step.budget } : {}) } };
}
