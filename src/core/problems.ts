import { LimbeckError, type SourcePlace } from './errors.js';

/** One thing wrong with a recipe or project file. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint?: string;
  readonly where: SourcePlace;
  /** How the place comes into the recipe, when it stands in another file that the recipe uses. */
  readonly note?: string;
}

/** All that is wrong, gathered: a recipe's author mends everything in one go. */
export class RecipeInvalid extends LimbeckError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const first = problems[0];
    const rest = problems.length - 1;
    super({
      code: 'recipe-invalid',
      message: first ? first.message + (rest > 0 ? ` (and ${rest} more)` : '') : 'The recipe is not valid.',
      hint: first?.hint,
      where: first?.where,
    });
    this.problems = problems;
  }
}
