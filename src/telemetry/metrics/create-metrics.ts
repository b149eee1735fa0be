import * as promClient from 'prom-client';
import type { RunEvent } from '../../../schemas/generated/run-event.js';
import type { Ledger } from '../../ledger/contract.js';
import type { RunStore } from '../../runs/contract.js';
import type { Observer } from '../observer.js';
import { createBudgetMetrics } from './budget-metrics.js';
import { measureLedger } from './ledger-metrics.js';
import { createModelMetrics } from './model-metrics.js';
import { createRunMetrics } from './run-metrics.js';

export interface Metrics extends Observer {
  /** All of them in Prometheus' text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

export interface MetricsInput {
  readonly runs: Pick<RunStore, 'plan' | 'summary'>;
  /** As it is; `Observer.ledger` gives the measured one. */
  readonly ledger: Pick<Ledger, 'spend'>;
}

/** A worker's metrics. Labels are recipes, steps, models and codes; open runs are named in budgets only. */
export function createMetrics({ runs, ledger }: MetricsInput): Metrics {
  const registry = new promClient.Registry();
  promClient.collectDefaultMetrics({ register: registry, prefix: 'limbeck_' });
  const models = createModelMetrics(promClient, registry);
  const ofRuns = createRunMetrics(promClient, registry);
  const open = new Set<string>();
  createBudgetMetrics(promClient, registry, { runs, ledger, open });

  const recipes = new Map<string, Promise<string>>();
  const recipeOf = (run: string): Promise<string> => {
    const known =
      recipes.get(run) ??
      runs.summary(run).then(
        ({ recipe }) => recipe,
        () => 'unknown',
      );
    recipes.set(run, known);
    return known;
  };
  const take = async (run: string, event: RunEvent): Promise<void> => {
    ofRuns.event(run, await recipeOf(run), event);
    if (event.type === 'run-finished') recipes.delete(run);
  };
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    provider: (name, provider) => models.measure(name, provider),
    ledger: (inner) => measureLedger(promClient, registry, inner),
    event(run, event) {
      if (event.type === 'run-finished' || event.type === 'worker-left') open.delete(run);
      else open.add(run);
      void take(run, event);
    },
  };
}
