import type { Spend } from '../../../schemas/generated/run-event.js';

export const noSpend: Spend = { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 };

export function addSpend(a: Spend, b: Spend): Spend {
  const cost =
    a.cost_nanousd === undefined && b.cost_nanousd === undefined
      ? undefined
      : (a.cost_nanousd ?? 0) + (b.cost_nanousd ?? 0);
  const unpriced = unpricedOf(a) + unpricedOf(b);
  return {
    calls: a.calls + b.calls,
    reused: a.reused + b.reused,
    prompt_tokens: a.prompt_tokens + b.prompt_tokens,
    completion_tokens: a.completion_tokens + b.completion_tokens,
    ...(cost === undefined ? {} : { cost_nanousd: cost }),
    ...(unpriced === 0 ? {} : { unpriced }),
  };
}

/** Calls whose price is unknown: all of them where no cost is told. */
export function unpricedOf({
  calls,
  cost_nanousd: cost,
  unpriced,
}: Pick<Spend, 'calls' | 'cost_nanousd' | 'unpriced'>): number {
  return unpriced ?? (cost === undefined ? calls : 0);
}
