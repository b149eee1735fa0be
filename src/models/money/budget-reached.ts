import { LimbeckError } from '../../core/errors.js';
import type { Budget } from '../asking/ask-call.js';

export interface ReachedBudget {
  readonly scope: {
    /** The run that is to end. */
    readonly asking: string;
    /** Undefined: the project's budget. */
    readonly run: string | undefined;
    /** Undefined: the run's budget. */
    readonly step: string | undefined;
  };
  readonly limit: keyof NonNullable<Budget>;
  /** "of 5 US dollars is reached: ...". */
  readonly reached: string;
}

/** The error that ends a run at its budget, the same for whatever is limited; its hint names the limit to raise. */
export function budgetReached({ scope: { asking, run, step }, limit, reached }: ReachedBudget): LimbeckError {
  const whose =
    run === undefined ? "The project's budget" : step === undefined ? 'The budget' : `The budget of step "${step}"`;
  const raise =
    run === undefined
      ? `Raise \`budget: { ${limit}: ... }\` in limbeck.yaml, then: \`limbeck resume ${asking}\`.`
      : `Go on with a larger one: \`limbeck resume ${asking} --budget ${step === undefined ? '' : `${step}.`}${limit}=...\`.`;
  return new LimbeckError({
    code: 'budget-reached',
    kind: 'budget',
    message: `${whose} ${reached}`,
    hint: `${raise} What is paid for is kept.`,
  });
}
