import type { Plan } from '../../schemas/generated/plan.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import type { RunStore } from '../../src/runs/contract.js';

export type RunLog = Pick<RunStore, 'create' | 'append' | 'plan' | 'events' | 'stepKeys'>;

/** One run's plan and events, kept as JSON. */
export function createRunLog(clock: { readonly ms: number }): RunLog {
  let plan = '';
  const lines: string[] = [];
  return {
    create: async (_run, given) => {
      plan = JSON.stringify(given);
    },
    append: async (_run, event) => {
      lines.push(JSON.stringify({ ...event, at: new Date(clock.ms).toISOString() }));
    },
    plan: async () => JSON.parse(plan) as Plan,
    events: async () => lines.map((line) => JSON.parse(line) as RunEvent),
    stepKeys: async () => ({}),
  };
}
