import { Option, type Command } from 'commander';
import { isLimbeckError } from '../../core/errors.js';
import { limbeckVersion } from '../../report/facts/versions.js';
import type { CheckedRecipe } from '../checks/checked-recipe.js';
import { acceptTermsOption, compile, gather, type CompileOptions } from '../../project/compile.js';
import { defineCommand } from '../define-command.js';
import { EXIT, exitCodeOfError } from '../exit-code.js';
import { countOf } from '../../project/format.js';
import { errorAsJson, renderError } from '../output/render-error.js';
import { processScreen, type Screen } from '../output/screen.js';

const FORMS = ['text', 'json', 'sarif', 'github'] as const;

interface ValidateOptions extends CompileOptions {
  readonly json?: boolean;
  readonly format: (typeof FORMS)[number];
}

export function build(): Command {
  return defineCommand('validate', 'Check recipes and all they refer to. Nothing is called, nothing is written.', [
    'limbeck validate recipe.yaml',
    'limbeck validate --json recipes/*/recipe.yaml',
    'limbeck validate --format github recipe.yaml',
  ])
    .argument('<recipe...>', 'recipe files')
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option(...acceptTermsOption)
    .option('--set <name=value>', 'set a parameter; may be repeated', gather)
    .option('--json', 'print one object for programs: --format json')
    .addOption(
      new Option('--format <form>', 'text for people, json, sarif for code hosts and editors, github for annotations')
        .choices(FORMS)
        .default('text'),
    )
    .action(validate);
}

async function validate(recipes: string[], options: ValidateOptions): Promise<void> {
  const screen = processScreen();
  const form = options.json ? 'json' : options.format;
  const checked: CheckedRecipe[] = [];
  for (const recipe of recipes) {
    const found = await check(recipe, options);
    checked.push(found);
    if (form === 'text') showChecked(found, screen);
  }
  await printAll(checked, form, screen);
  process.exitCode = Math.max(EXIT.done, ...checked.map(({ error }) => (error ? exitCodeOfError(error) : EXIT.done)));
}

async function check(recipe: string, options: CompileOptions): Promise<CheckedRecipe> {
  try {
    const { plan, warnings } = await compile(recipe, options);
    return { recipe, steps: plan.steps.length, warnings };
  } catch (error) {
    if (!isLimbeckError(error)) throw error;
    return { recipe, warnings: [], error };
  }
}

function showChecked({ recipe, steps, warnings, error }: CheckedRecipe, screen: Screen): void {
  if (error) screen.note(renderError(error, screen.err));
  else screen.print(`${screen.out.green('valid')}  ${recipe}  ${countOf(steps ?? 0, 'step')}`);
  for (const warning of warnings) screen.note(`${screen.err.yellow('warning')}: ${warning}`);
}

async function printAll(
  checked: readonly CheckedRecipe[],
  form: ValidateOptions['format'],
  screen: Screen,
): Promise<void> {
  if (form === 'json') {
    const recipes = checked.map(({ recipe, warnings, error }) =>
      error ? { recipe, valid: false, ...errorAsJson(error) } : { recipe, valid: true, warnings },
    );
    screen.print(JSON.stringify({ valid: recipes.every(({ valid }) => valid), recipes }));
  }
  if (form === 'sarif') {
    const { renderSarif } = await import('../checks/render-sarif.js');
    screen.print(renderSarif(checked, limbeckVersion()));
  }
  if (form === 'github') {
    const { renderAnnotations } = await import('../checks/render-annotations.js');
    const text = renderAnnotations(checked);
    if (text !== '') screen.print(text);
  }
}
