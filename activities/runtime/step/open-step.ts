import type { Plan, PlanStep } from '../../../schemas/generated/plan.js';
import type { StepRef } from '../../../src/core/ports.js';
import type { AskBase } from '../../../src/models/asking/ask-call.js';
import type { ActivityDeps } from '../deps.js';
import { getPlanStep, pinnedPlan } from './pinned-plan.js';

/** A step as its activities see it: what was asked for, the pinned plan, and what may be spent. */
export interface OpenStep {
  readonly ref: StepRef;
  readonly plan: Plan;
  readonly step: PlanStep;
  readonly budget: NonNullable<AskBase['budget']>;
  /** The step key that names rows and draws chance: rows that were good keep both when failed ones are tried again. */
  readonly namedBy: string;
}

export async function openStep(deps: ActivityDeps, ref: StepRef): Promise<OpenStep> {
  const plan = await pinnedPlan(deps.runs, ref.run);
  const step = getPlanStep(plan, ref.step);
  const namedBy = ref.retried?.of ?? ref.key;
  return { ref, plan, step, namedBy, budget: await budgetsOf(deps, plan, step, ref.run) };
}

/** Read every time: `resume --budget` raises some of them, and whoever edits the project file the project's. */
async function budgetsOf(deps: ActivityDeps, plan: Plan, step: PlanStep, run: string): Promise<OpenStep['budget']> {
  const [raised, project] = await Promise.all([deps.runs.summary(run), deps.projectBudget()]);
  const ofStep = { ...step.budget, ...raised.step_budgets?.[step.id] };
  return {
    run: { ...plan.budget, ...raised.budget },
    ...(Object.keys(ofStep).length > 0 ? { step: ofStep } : {}),
    ...(project ? { project } : {}),
  };
}
