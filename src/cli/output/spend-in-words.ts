import type { Spend } from '../../../schemas/generated/run-event.js';
import { unpricedOf } from '../../core/run/spend.js';
import { countOf, formatUsd } from '../../project/format.js';

type Paid = Pick<Spend, 'calls' | 'cost_nanousd' | 'unpriced'>;

/** What calls cost, as people read it: never 0 for what is not known. Undefined when nothing was called. */
export function spendInWords(spend: Paid): string | undefined {
  const { calls, cost_nanousd: cost } = spend;
  if (calls === 0) return undefined;
  const unpriced = unpricedOf(spend);
  if (cost === undefined || unpriced >= calls) return 'price unknown';
  const known = formatUsd(cost / 1e9);
  return unpriced === 0 ? known : `at least ${known} (${countOf(unpriced, 'call')} of unknown price)`;
}

/** The same for a table's cell; empty when nothing was called. */
export function spendBriefly(spend: Paid): string {
  const { calls, cost_nanousd: cost } = spend;
  if (calls === 0) return '';
  const unpriced = unpricedOf(spend);
  if (cost === undefined || unpriced >= calls) return 'unknown';
  return `${unpriced === 0 ? '' : '> '}${formatUsd(cost / 1e9)}`;
}

/** For programs: `cost_nanousd` is there always, null where it is unknown. */
export function spendForPrograms(
  spend: Spend,
): Omit<Spend, 'cost_nanousd'> & { readonly cost_nanousd: number | null; readonly unpriced: number } {
  const unpriced = unpricedOf(spend);
  return { ...spend, cost_nanousd: spend.calls === 0 ? 0 : (spend.cost_nanousd ?? null), unpriced };
}
