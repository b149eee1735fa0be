import type { Command } from 'commander';
import type { Plan } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
import { acceptTermsOption, compile, gather, type CompileOptions } from '../compile.js';
import { defineCommand } from '../define-command.js';
import { forecast, lastRun } from '../forecast.js';
import { chooseRun, projectAt, type OpenProject } from '../open-project.js';
import type { PlanChange } from '../plan-diff/diff-plans.js';
import type { StepForecast } from '../plan-reuse.js';
import { renderPlan, totalsOf } from '../render-plan.js';
import { processScreen } from '../screen.js';

interface PlanOptions extends CompileOptions {
  readonly json?: boolean;
  /** True without a name: the recipe's last run. */
  readonly diff?: string | true;
}

export function build(): Command {
  return defineCommand('plan', 'Show what a recipe would do and cost, and what of it is done already. Nothing runs.', [
    'limbeck plan recipe.yaml',
    'limbeck plan recipe.yaml --diff',
    'limbeck plan recipe.yaml --set clauses=500 --json',
  ])
    .argument('<recipe>', 'recipe file')
    .option('--diff [run]', 'what changed since the last run of the recipe, or since RUN, and what runs again for it')
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option(...acceptTermsOption)
    .option('--set <name=value>', 'set a parameter; may be repeated', gather)
    .option('--json', 'print the plan for programs')
    .action(plan);
}

async function plan(recipe: string, options: PlanOptions): Promise<void> {
  const screen = processScreen();
  const compiled = await compile(recipe, options);
  const project = projectAt(compiled.projectFolder);
  const forecasts = await forecast(compiled.plan, project);
  const diff =
    options.diff === undefined ? undefined : await diffSince(options.diff, compiled.plan, project, forecasts);
  if (!options.json) {
    screen.print(renderPlan(compiled.plan, forecasts, screen.out, process.stdout.columns));
    if (!diff) return;
    const { renderChanges } = await import('../plan-diff/render-changes.js');
    screen.print(`\n${renderChanges(diff.run, diff.changes, screen.out)}`);
    return;
  }
  const steps = compiled.plan.steps.map(({ id, use, estimate }) => {
    const found = forecasts.get(id)!;
    return { id, use, estimate, state: found.state, ...(found.state === 'will-run' ? { because: found.because } : {}) };
  });
  screen.print(
    JSON.stringify({
      steps,
      to_do: totalsOf(compiled.plan, forecasts),
      ...(diff ? { since: diff.run, changes: diff.changes } : {}),
      plan: compiled.plan,
    }),
  );
}

async function diffSince(
  since: string | true,
  plan: Plan,
  project: OpenProject,
  forecasts: ReadonlyMap<string, StepForecast>,
): Promise<{ readonly run: string; readonly changes: readonly PlanChange[] }> {
  const runs = await project.runs();
  const run = since === true ? await lastRun(plan, project) : await chooseRun(runs, since);
  if (run === undefined) {
    throw new LimbeckError({
      code: 'unknown-run',
      message: `This project has no run of "${plan.recipe.name}" yet.`,
      hint: 'There is nothing to compare with; leave --diff out, or name a run of another recipe.',
    });
  }
  const { diffPlans } = await import('../plan-diff/diff-plans.js');
  return { run, changes: diffPlans(await runs.plan(run), plan, forecasts) };
}
