import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from './package-root.js';

/** A recipe that Limbeck comes with. Nothing in its folder knows the group: it can be moved to another, or be a package. */
export interface ShippedRecipe {
  readonly group: string;
  readonly name: string;
  readonly folder: string;
}

/** Of all groups, by name. */
export function shippedRecipes(root = join(packageRoot(), 'recipes')): readonly ShippedRecipe[] {
  return foldersIn(root)
    .flatMap((group) => foldersIn(join(root, group)).map((name) => ({ group, name, folder: join(root, group, name) })))
    .filter(({ folder }) => existsSync(join(folder, 'recipe.yaml')))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}
