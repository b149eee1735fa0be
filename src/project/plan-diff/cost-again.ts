import type { Plan } from '../../../schemas/generated/plan.js';
import type { StepProbe } from '../../core/run/step-probe.js';
import { countOf, formatCount, formatRange, formatShort, formatUsd } from '../format.js';
import type { PlanChange } from './diff-plans.js';

/** What a step that runs again asks and costs. */
export interface CostAgain {
  readonly calls: { readonly low: number; readonly high: number };
  /** Null where a price is unknown. */
  readonly usd: { readonly low: number; readonly high: number } | null;
  /** Rows whose answers were looked for in the ledger, and how many are there; absent where its rows are not known yet. */
  readonly rows?: { readonly seen: number; readonly answered: number; readonly of?: number };
}

export type PricedChange = PlanChange & { readonly again?: CostAgain };

/** Beside each step that runs and asks an endpoint, what that takes. */
export function priceChanges(
  changes: readonly PlanChange[],
  {
    plan,
    bases,
    probes,
  }: {
    readonly plan: Plan;
    /** Has every step that is to ask an endpoint. */
    readonly bases: ReadonlyMap<string, string>;
    readonly probes: ReadonlyMap<string, StepProbe>;
  },
): readonly PricedChange[] {
  const steps = new Map(plan.steps.map((step) => [step.id, step]));
  return changes.map((change) => {
    const step = change.what === 'step' && change.state === 'will-run' ? steps.get(change.name) : undefined;
    if (!step || !bases.has(step.id)) return change;
    const { calls, usd = null } = step.estimate;
    const probe = step.shape === 'grow' ? undefined : probes.get(step.id);
    const rows = probe && {
      seen: probe.rows,
      answered: probe.answered,
      ...(probe.of === undefined ? {} : { of: probe.of }),
    };
    return { ...change, again: { calls, usd, ...(rows ? { rows } : {}) } };
  });
}

/** "120 calls, $0.02; 880 of 1,000 rows are answered". */
export function costInWords({ calls, usd, rows }: CostAgain): string {
  const asked = calls.low === calls.high ? countOf(calls.low, 'call') : `${formatRange(calls, formatShort)} calls`;
  const money = usd ? formatRange(usd, formatUsd) : 'price unknown';
  if (!rows) return `${asked}, ${money}; its rows are not known yet`;
  const seen = rows.of !== undefined && rows.seen < rows.of ? ' looked at' : '';
  return `${asked}, ${money}; ${formatCount(rows.answered)} of ${countOf(rows.seen, 'row')}${seen} are answered`;
}
