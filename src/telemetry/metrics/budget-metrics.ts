import type { Gauge, Registry } from 'prom-client';
import type * as PromClient from 'prom-client';
import type { Ledger } from '../../ledger/contract.js';
import type { RunStore } from '../../runs/contract.js';

export interface BudgetStores {
  readonly runs: Pick<RunStore, 'plan' | 'summary'>;
  readonly ledger: Pick<Ledger, 'spend'>;
  /** Runs this worker takes part in; others have no series. */
  readonly open: ReadonlySet<string>;
}

/** What open runs have spent and may spend, looked up when somebody asks. */
export function createBudgetMetrics(client: typeof PromClient, registry: Registry, stores: BudgetStores): void {
  const { runs, ledger, open } = stores;
  const gauge = (name: string, help: string, read: (run: string) => Promise<Record<string, unknown>>): void => {
    const made: Gauge<'run' | 'of'> = new client.Gauge({
      name,
      help,
      labelNames: ['run', 'of'],
      registers: [registry],
      async collect() {
        const values = await Promise.all([...open].map(async (run) => [run, await read(run)] as const));
        made.reset();
        for (const [run, amounts] of values)
          for (const [of, value] of Object.entries(amounts))
            if (typeof value === 'number') made.set({ run, of }, value);
      },
    });
  };
  gauge('limbeck_run_spent', 'What an open run has spent until now: calls, tokens, usd.', async (run) => {
    const { calls, prompt_tokens, completion_tokens, cost_nanousd, unpriced } = await ledger.spend(run);
    const usd = unpriced > 0 && unpriced === calls ? undefined : cost_nanousd / 1e9;
    return { calls, tokens: prompt_tokens + completion_tokens, usd };
  });
  gauge('limbeck_run_budget', 'What it may spend; only limits that are set.', async (run) => ({
    ...(await runs.plan(run)).budget,
    ...(await runs.summary(run)).budget,
  }));
}
