import type { AskBase, Budget } from '../asking/ask-call.js';

/** Whose spend a budget limits: all runs' of the project, a run's, or a step's of a run. */
export interface BudgetScope {
  /** Undefined is all runs. */
  readonly run: string | undefined;
  readonly step: string | undefined;
  readonly limits: NonNullable<Budget>;
}

/** The scopes that have a budget, widest first: what is spent must stay inside each of them. */
export function budgetScopes({
  run,
  step,
  budget,
}: Pick<AskBase, 'run' | 'step'> & { readonly budget?: AskBase['budget'] | undefined }): readonly BudgetScope[] {
  const scopes = [
    { run: undefined, step: undefined, limits: budget?.project },
    { run, step: undefined, limits: budget?.run },
    { run, step, limits: budget?.step },
  ];
  return scopes.flatMap(({ limits, ...scope }) => (limits ? [{ ...scope, limits }] : []));
}
