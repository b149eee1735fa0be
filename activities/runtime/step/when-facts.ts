import type { StepRecord } from '../../../schemas/generated/artifact.js';
import type { Plan } from '../../../schemas/generated/plan.js';
import type { StepOutput } from '../../../src/core/ports.js';
import type { ActivityDeps, WhenFacts } from '../deps.js';

type Metrics = NonNullable<StepRecord['metrics']>;

/** What a `when` looks at: parameters, and metrics of what its step or loop waits for, by their names in the plan. */
export async function whenFacts(
  deps: Pick<ActivityDeps, 'artifacts'>,
  plan: Plan,
  upstream: Readonly<Record<string, StepOutput>>,
): Promise<WhenFacts> {
  const metrics: Record<string, Metrics> = {};
  for (const [id, { key }] of Object.entries(upstream)) {
    const found = await metricsOf(deps, key);
    if (found) metrics[id] = found;
  }
  return { params: plan.params, metrics };
}

/** Metrics by step, of the steps that have any; keys by step. */
export async function metricsByStep(
  deps: Pick<ActivityDeps, 'artifacts'>,
  keys: Readonly<Record<string, string>>,
): Promise<Record<string, Metrics>> {
  const metrics: Record<string, Metrics> = {};
  for (const [step, key] of Object.entries(keys)) {
    const found = await metricsOf(deps, key);
    if (found) metrics[step] = found;
  }
  return metrics;
}

async function metricsOf({ artifacts }: Pick<ActivityDeps, 'artifacts'>, key: string): Promise<Metrics | undefined> {
  return key === '' ? undefined : (await artifacts.getStep(key))?.metrics;
}
