import type { LimbeckError } from '../../core/errors.js';
import type { Problem } from '../../core/problems.js';
import { isRecipeInvalid } from '../output/render-error.js';

/** What `validate` found of one recipe file; every output form is made from it. */
export interface CheckedRecipe {
  readonly recipe: string;
  readonly steps?: number;
  readonly warnings: readonly string[];
  /** Absent when the recipe is valid. */
  readonly error?: LimbeckError;
}

/** All that is wrong with it, each with a place: an error without one is about the whole recipe file. */
export function problemsOf({ recipe, error }: CheckedRecipe): readonly Problem[] {
  if (!error) return [];
  if (isRecipeInvalid(error)) return error.problems;
  const { code, message, hint, where } = error;
  return [{ code, message, ...(hint === undefined ? {} : { hint }), where: where ?? { file: recipe } }];
}
