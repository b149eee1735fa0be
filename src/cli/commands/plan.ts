import type { Command } from 'commander';
import { compile, gather, type CompileOptions } from '../compile.js';
import { defineCommand } from '../define-command.js';
import { forecast } from '../forecast.js';
import { projectAt } from '../open-project.js';
import { renderPlan, totalsOf } from '../render-plan.js';
import { processScreen } from '../screen.js';

export function build(): Command {
  return defineCommand('plan', 'Show what a recipe would do and cost, and what of it is done already. Nothing runs.', [
    'limbeck plan recipe.yaml',
    'limbeck plan recipe.yaml --set clauses=500 --json',
  ])
    .argument('<recipe>', 'recipe file')
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option('--set <name=value>', 'set a parameter; may be repeated', gather)
    .option('--json', 'print the plan for programs')
    .action(plan);
}

async function plan(recipe: string, options: CompileOptions & { json?: boolean }): Promise<void> {
  const screen = processScreen();
  const compiled = await compile(recipe, options);
  const forecasts = await forecast(compiled.plan, projectAt(compiled.projectFolder));
  if (!options.json) {
    screen.print(renderPlan(compiled.plan, forecasts, screen.out));
    return;
  }
  const steps = compiled.plan.steps.map(({ id, use, estimate }) => {
    const found = forecasts.get(id)!;
    return { id, use, estimate, state: found.state, ...(found.state === 'will-run' ? { because: found.because } : {}) };
  });
  screen.print(JSON.stringify({ steps, to_do: totalsOf(compiled.plan, forecasts), plan: compiled.plan }));
}
