import { cpSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { basename, dirname, join, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { LimbeckError } from '../../core/errors.js';
import { packageRoot } from '../../engine/package-root.js';
import { defineCommand } from '../define-command.js';
import { exampleRecipes } from '../example-recipes.js';
import { processScreen } from '../screen.js';
import { unknownName } from '../unknown-name.js';

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
  const known = exampleRecipes().map(({ name }) => name);
  if (!known.includes(options.example)) throw unknownName('example', options.example, known);
  const target = resolve(dir);
  refuseUsedFolder(target, dir);
  copyWhole(join(packageRoot(), 'recipes', options.example), target);
  screen.print(`Made ${dir} from the example "${options.example}". Next:`);
  const enter = target === process.cwd() ? '' : `  cd ${dir}\n`;
  screen.print(`${enter}  limbeck plan recipe.yaml\n  limbeck run recipe.yaml`);
}

function refuseUsedFolder(target: string, shown: string): void {
  if (!existsSync(target)) return;
  const content = statSync(target).isDirectory() ? readdirSync(target) : [basename(target)];
  if (content.length === 0) return;
  throw new LimbeckError({
    code: 'folder-not-empty',
    message: `${shown} is not an empty folder: it holds ${content.slice(0, 3).join(', ')}${content.length > 3 ? ', ...' : ''}.`,
    hint: 'Give a folder that does not exist yet. Nothing was written.',
  });
}

/** Copy beside the target, then rename: the project appears whole or not at all. */
function copyWhole(source: string, target: string): void {
  const beside = join(dirname(target), `.limbeck-init-${randomUUID().slice(0, 8)}`);
  try {
    mkdirSync(dirname(target), { recursive: true });
    cpSync(source, beside, { recursive: true, filter: (path) => !isState(relative(source, path)) });
    // An empty folder may be there; rename needs it gone on some systems.
    if (existsSync(target) && target !== process.cwd()) rmdirSync(target);
    if (existsSync(target)) for (const name of readdirSync(beside)) renameSync(join(beside, name), join(target, name));
    else renameSync(beside, target);
  } catch (error) {
    throw new LimbeckError({
      code: 'folder-not-writable',
      message: `${target} cannot be made: ${(error as Error).message}`,
      hint: 'Give a folder you may write to.',
      cause: error,
    });
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** State of runs and the golden test of the example are not for a new project. */
function isState(path: string): boolean {
  return path === '.limbeck' || path === 'plan.golden.json';
}
