import type { Command } from 'commander';
import { isLimbeckError } from '../../core/errors.js';
import { compile, gather, type CompileOptions } from '../compile.js';
import { defineCommand } from '../define-command.js';
import { EXIT, exitCodeOfError } from '../exit-code.js';
import { countOf } from '../format.js';
import { errorAsJson, renderError } from '../render-error.js';
import { processScreen } from '../screen.js';

export function build(): Command {
  return defineCommand('validate', 'Check recipes and all they refer to. Nothing is called, nothing is written.', [
    'limbeck validate recipe.yaml',
    'limbeck validate --json recipes/*/recipe.yaml',
  ])
    .argument('<recipe...>', 'recipe files')
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option('--set <name=value>', 'set a parameter; may be repeated', gather)
    .option('--json', 'print one object for programs')
    .action(validate);
}

interface Checked {
  readonly recipe: string;
  readonly valid: boolean;
  readonly [fact: string]: unknown;
}

async function validate(recipes: string[], options: CompileOptions & { json?: boolean }): Promise<void> {
  const screen = processScreen();
  const checked: Checked[] = [];
  let code: number = EXIT.done;
  for (const recipe of recipes) {
    try {
      const { plan, warnings } = await compile(recipe, options);
      checked.push({ recipe, valid: true, warnings });
      if (options.json) continue;
      screen.print(`${screen.out.green('valid')}  ${recipe}  ${countOf(plan.steps.length, 'step')}`);
      for (const warning of warnings) screen.note(`${screen.err.yellow('warning')}: ${warning}`);
    } catch (error) {
      if (!isLimbeckError(error)) throw error;
      code = Math.max(code, exitCodeOfError(error));
      checked.push({ recipe, valid: false, ...errorAsJson(error) });
      if (!options.json) screen.note(renderError(error, screen.err));
    }
  }
  if (options.json) screen.print(JSON.stringify({ valid: checked.every(({ valid }) => valid), recipes: checked }));
  process.exitCode = code;
}
