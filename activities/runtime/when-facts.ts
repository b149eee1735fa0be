import type { StepRecord } from '../../schemas/generated/artifact.js';
import type { Plan } from '../../schemas/generated/plan.js';
import type { StepOutput } from '../../src/core/ports.js';
import { namesSeenBy } from '../../src/core/scoped-names.js';
import type { ActivityDeps, WhenFacts } from './deps.js';

type Metrics = NonNullable<StepRecord['metrics']>;

/** What a `when` of a step or loop looks at: parameters, and metrics of what it waits for under every name it may use. */
export async function whenFacts(
  deps: Pick<ActivityDeps, 'artifacts'>,
  {
    plan,
    reader,
    upstream,
  }: { readonly plan: Plan; readonly reader: string; readonly upstream: Readonly<Record<string, StepOutput>> },
): Promise<WhenFacts> {
  const metrics: Record<string, Metrics> = {};
  for (const [id, { key }] of Object.entries(upstream)) {
    const found = await metricsOf(deps, key);
    if (found) for (const name of namesSeenBy(reader, id)) metrics[name] = found;
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
