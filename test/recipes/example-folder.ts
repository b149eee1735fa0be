import { shippedRecipes } from '../../src/project-files/shipped-recipes.js';

/** The folder of a recipe that Limbeck comes with, whatever its group. */
export function exampleFolder(name: string): string {
  const found = shippedRecipes().find((recipe) => recipe.name === name);
  if (!found) throw new Error(`Limbeck comes with no recipe ${name}.`);
  return found.folder;
}
