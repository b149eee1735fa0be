import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '../project-files/package-root.js';

export interface ExampleRecipe {
  readonly name: string;
  readonly description: string;
}

/** The recipes Limbeck comes with. */
export function exampleRecipes(): readonly ExampleRecipe[] {
  const folder = join(packageRoot(), 'recipes');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, 'recipe.yaml')))
    .toSorted()
    .map((name) => ({ name, description: descriptionOf(join(folder, name, 'recipe.yaml')) }));
}

/** The one line is read by hand: listing must not wait for a YAML parser. */
function descriptionOf(file: string): string {
  const line = /^description:\s*(.+)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return line.replaceAll(/^["']|["']$/g, '').trim();
}
