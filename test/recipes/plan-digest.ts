import type { Plan, PlanStep } from '../../schemas/generated/plan.js';
import { digestOf } from '../../src/core/digest.js';

/**
 * A plan on a page: its data, and for each step its method, the digest of its identity and what it may take. A step that gets
 * another digest is bought or trained again in every project made of the recipe.
 */
export function planDigest(plan: Plan): string {
  const data = Object.values(plan.data).map(({ name, kind, rows, digest }) =>
    ['data', name, kind, `${rows} rows`, digest.slice(0, 12)].join('  '),
  );
  return [...data, ...plan.steps.map(stepLine), ''].join('\n');
}

function stepLine({ id, use, identity, estimate }: PlanStep): string {
  const { rows, calls, prompt_tokens: prompts, completion_tokens: replies } = estimate;
  const took = calls.high === 0 ? [] : [`${range(calls)} calls`, `${range(prompts)} + ${range(replies)} tokens`];
  return [id, use, digestOf(identity).slice(0, 12), `${range(rows)} rows`, ...took].join('  ');
}

function range({ low, high }: { readonly low: number; readonly high: number }): string {
  return low === high ? String(low) : `${low}-${high}`;
}
