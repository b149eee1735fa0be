import type { Plan, PlanLoop, PlanStep } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { Method } from '../../../src/core/method.js';
import type { Catalog } from '../../../src/plan/contract.js';
import type { RunStore } from '../../../src/runs/contract.js';

/** A run's plan never changes, so a worker reads it once. One cache per run store; few runs are open at once. */
const plansByStore = new WeakMap<RunStore, Map<string, Promise<Plan>>>();
const KEPT = 8;

export function pinnedPlan(runs: RunStore, run: string): Promise<Plan> {
  const plans = plansByStore.get(runs) ?? new Map<string, Promise<Plan>>();
  plansByStore.set(runs, plans);
  const known = plans.get(run);
  if (known) return known;
  const loading = runs.plan(run);
  plans.set(run, loading);
  loading.catch(() => plans.delete(run));
  const oldest = plans.keys().next().value;
  if (plans.size > KEPT && oldest !== undefined) plans.delete(oldest);
  return loading;
}

export function getPlanStep(plan: Plan, id: string): PlanStep {
  const step = plan.steps.find((candidate) => candidate.id === id);
  if (step) return step;
  throw new LimbeckError({
    code: 'unknown-step',
    message: `The plan has no step "${id}".`,
    hint: `It has: ${plan.steps.map((known) => known.id).join(', ')}.`,
  });
}

export function getPlanLoop({ loops = [] }: Plan, id: string): PlanLoop {
  const loop = loops.find((candidate) => candidate.id === id);
  if (loop) return loop;
  throw new LimbeckError({
    code: 'unknown-step',
    message: `The plan has no loop "${id}".`,
    hint: `It has: ${loops.map((known) => known.id).join(', ') || 'none'}.`,
  });
}

/** The method a step uses, of the shape the plan says; an older plan may name one that is gone. */
export function getMethod<Shape extends Method['shape']>(
  catalog: Catalog,
  step: PlanStep,
  shape: Shape,
): Extract<Method, { readonly shape: Shape }> {
  const methods: readonly Method[] = step.stage === 'distill' ? [] : catalog[step.stage];
  const method = methods.find(({ id }) => id === step.method);
  if (method?.shape === shape && method.version === step.method_version)
    return method as Extract<Method, { readonly shape: Shape }>;
  throw new LimbeckError({
    code: 'method-changed',
    message: method
      ? `Step "${step.id}" was planned with ${step.use} version ${step.method_version}; this Limbeck has version ${method.version}.`
      : `Step "${step.id}" uses ${step.use}, which this Limbeck does not have.`,
    hint: 'Run the recipe anew, or resume with the Limbeck version that made the plan.',
  });
}
