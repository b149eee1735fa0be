import { cpSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { defineCommand } from '../define-command.js';
import { exampleRecipes } from '../example-recipes.js';
import { placeProject } from '../new-project/place-project.js';
import { processScreen } from '../output/screen.js';
import { unknownName } from '../../project/unknown-name.js';

const DEFAULT_EXAMPLE = 'contract-terms';

export function build(): Command {
  return defineCommand('init', 'Make a project: a folder with a recipe that runs as it is, for you to change.', [
    'limbeck init my-project',
    'limbeck init my-project --example contract-terms',
  ])
    .argument('[dir]', 'folder to make; the present one when absent', '.')
    .option('--example <name>', 'example to start from; `limbeck list recipes` names them', DEFAULT_EXAMPLE)
    .action(init);
}

async function init(dir: string, options: { readonly example: string }): Promise<void> {
  const screen = processScreen();
  const known = exampleRecipes();
  const found = known.find(({ name }) => name === options.example);
  const names = known.map(({ name }) => name);
  if (!found) throw unknownName('example', options.example, names);
  const target = resolve(dir);
  const { folder: source } = found;
  placeProject(target, dir, (folder) =>
    cpSync(source, folder, { recursive: true, filter: (path) => !isState(relative(source, path)) }),
  );
  screen.print(`Made ${dir} from the example "${options.example}". Next:`);
  const enter = target === process.cwd() ? '' : `  cd ${dir}\n`;
  screen.print(`${enter}  limbeck plan recipe.yaml\n  limbeck run recipe.yaml`);
}

/** State of runs, and what Limbeck keeps about the example, are not for a new project. */
function isState(path: string): boolean {
  return ['.limbeck', 'plan.golden.txt', 'index.json'].includes(path);
}
