import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedRecipes, type ShippedRecipe } from '../project-files/shipped-recipes.js';

/** What a recipe's index.json says of it: made of the recipe but for `measured`, which its author writes. */
export interface ExampleRecipe extends ShippedRecipe {
  readonly description: string;
  readonly skill: string;
  readonly vertical?: string;
  readonly methods: readonly string[];
  /** What a run of it gave, and when. */
  readonly measured: { readonly date: string; readonly result: string } | null;
}

/** The recipes Limbeck comes with; one that has no entry yet is being written. Listing them must not wait for a YAML parser. */
export function exampleRecipes(): readonly ExampleRecipe[] {
  return shippedRecipes()
    .map((recipe) => ({ recipe, file: join(recipe.folder, 'index.json') }))
    .filter(({ file }) => existsSync(file))
    .map(({ recipe, file }) => ({ ...(JSON.parse(readFileSync(file, 'utf8')) as ExampleRecipe), ...recipe }));
}
