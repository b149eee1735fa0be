import type { Budget, Plan } from '../../schemas/generated/plan.js';
import { LimbeckError } from '../core/errors.js';
import { unknownName } from '../project/unknown-name.js';

export interface RaisedBudget {
  /** Limits of the run. */
  readonly budget?: Budget;
  /** Limits of single steps. */
  readonly step_budgets?: Readonly<Record<string, Budget>>;
}

const LIMITS = ['calls', 'tokens', 'usd', 'gpu_hours'] as const;
/** Counted, never cut in parts. */
const WHOLE: ReadonlySet<string> = new Set(['calls', 'tokens']);

/** `usd=50` is the run's, `read.usd=5` a step's. Undefined when nothing was given. */
export function parseBudget(given: readonly string[], plan: Plan): RaisedBudget | undefined {
  if (given.length === 0) return undefined;
  const run: Budget = {};
  const steps: Record<string, Budget> = {};
  for (const text of given) {
    const { step, limit, value } = readLimit(text);
    if (step === undefined) {
      run[limit] = value;
      continue;
    }
    const ids = plan.steps.map(({ id }) => id);
    if (!ids.includes(step)) throw unknownName('step', step, ids);
    steps[step] = { ...steps[step], [limit]: value };
  }
  return {
    ...(Object.keys(run).length > 0 ? { budget: run } : {}),
    ...(Object.keys(steps).length > 0 ? { step_budgets: steps } : {}),
  };
}

function readLimit(text: string): { step: string | undefined; limit: (typeof LIMITS)[number]; value: number } {
  const [name = '', amount = '', ...more] = text.split('=');
  const dot = name.lastIndexOf('.');
  const limit = LIMITS.find((candidate) => candidate === name.slice(dot + 1));
  const value = Number(amount);
  const isAmount = amount.trim() !== '' && Number.isFinite(value) && value >= 0 && more.length === 0;
  if (!limit || !isAmount || (WHOLE.has(limit) && !Number.isSafeInteger(value))) {
    throw new LimbeckError({
      code: 'usage',
      message: `--budget takes limit=number or step.limit=number, not "${text}".`,
      hint: `Limits: ${LIMITS.join(', ')}. For example: --budget usd=50, or --budget read.usd=5`,
    });
  }
  return { step: dot < 0 ? undefined : name.slice(0, dot), limit, value };
}
