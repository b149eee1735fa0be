import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shippedRecipes, type ShippedRecipe } from '../project-files/shipped-recipes.js';

export interface ExampleRecipe extends ShippedRecipe {
  readonly description: string;
}

/** The recipes Limbeck comes with. */
export function exampleRecipes(): readonly ExampleRecipe[] {
  return shippedRecipes().map((recipe) => ({
    ...recipe,
    description: descriptionOf(join(recipe.folder, 'recipe.yaml')),
  }));
}

/** The one line is read by hand: listing must not wait for a YAML parser. */
function descriptionOf(file: string): string {
  const line = /^description:\s*(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return line.replaceAll(/^["']|["']$/g, '').trim();
}
