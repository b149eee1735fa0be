import type { Command } from 'commander';
import { LimbeckError } from '../../core/errors.js';
import type { CompiledRecipe } from '../../plan/contract.js';
import { acceptTermsOption, compile, gather, type CompileOptions } from '../../project/compile.js';
import { defineCommand } from '../define-command.js';
import type { EstimatedPlan } from '../../project/estimate/estimate-plan.js';
import { forecast, lastRun } from '../../project/forecast.js';
import { chooseRun, projectAt, type OpenProject } from '../../project/open-project.js';
import type { PricedChange } from '../../project/plan-diff/cost-again.js';
import type { StepForecast } from '../../project/plan-reuse.js';
import { renderBases, renderPlan, totalsOf } from '../output/render-plan.js';
import { processScreen, type Screen } from '../output/screen.js';

interface PlanOptions extends CompileOptions {
  readonly json?: boolean;
  /** True without a name: the recipe's last run. */
  readonly diff?: string | true;
  readonly calibrate?: boolean;
  readonly yes?: boolean;
}

/** Rows whose answers a comparison looks for in the ledger: most steps are seen whole. */
const COMPARED_ROWS = 5000;

export function build(): Command {
  return defineCommand('plan', 'Show what a recipe would do and cost, and what of it is done already. Nothing runs.', [
    'limbeck plan recipe.yaml',
    'limbeck plan recipe.yaml --diff',
    'limbeck plan recipe.yaml --calibrate --yes',
    'limbeck plan recipe.yaml --set clauses=500 --json',
  ])
    .argument('<recipe>', 'recipe file')
    .option('--diff [run]', 'what changed since the last run of the recipe, or since RUN, and what runs again for it')
    .option('--calibrate', 'ask about 20 rows of each step first, to estimate from real answers; a run reuses them')
    .option('-y, --yes', 'with --calibrate, do not ask before money is spent')
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
  const estimates = await estimate({ compiled, project, forecasts, options, screen });
  const { plan: estimated, bases } = estimates;
  const diff =
    options.diff === undefined ? undefined : await diffSince({ since: options.diff, estimates, project, forecasts });
  if (!options.json) {
    screen.print(renderPlan(estimated, forecasts, screen.out, process.stdout.columns));
    screen.print(renderBases(bases, screen.out, process.stdout.columns).join('\n'));
    if (!diff) return;
    const { renderChanges } = await import('../plan-diff/render-changes.js');
    screen.print(`\n${renderChanges(diff.run, diff.changes, screen.out)}`);
    return;
  }
  const steps = estimated.steps.map(({ id, use, estimate: { usd, ...amounts } }) => {
    const found = forecasts.get(id)!;
    return {
      id,
      use,
      estimate: { ...amounts, usd: usd ?? null },
      ...(bases.has(id) ? { basis: bases.get(id) } : {}),
      state: found.state,
      ...(found.state === 'will-run' ? { because: found.because } : {}),
    };
  });
  const { usd, ...toDo } = totalsOf(estimated, forecasts);
  screen.print(
    JSON.stringify({
      steps,
      to_do: { ...toDo, usd: usd ?? null },
      ...(diff ? { since: diff.run, changes: diff.changes } : {}),
      plan: compiled.plan,
    }),
  );
}

/** From the ledger and the real prompts; with --calibrate from answers that are bought for it. */
async function estimate(input: {
  readonly compiled: CompiledRecipe;
  readonly project: OpenProject;
  readonly forecasts: ReadonlyMap<string, StepForecast>;
  readonly options: PlanOptions;
  readonly screen: Screen;
}): Promise<EstimatedPlan> {
  const { compiled, project, forecasts, options, screen } = input;
  const { estimatePlan, SAMPLE_ROWS } = await import('../../project/estimate/estimate-plan.js');
  const rows = options.diff === undefined || options.calibrate ? SAMPLE_ROWS : COMPARED_ROWS;
  const known = { compiled, project, forecasts, last: await lastRun(compiled.plan, project), rows };
  if (options.calibrate) {
    const { calibrate } = await import('../estimate/calibrate.js');
    return calibrate({ ...known, yes: options.yes ?? false, say: screen.note });
  }
  return estimatePlan({ ...known, signal: new AbortController().signal });
}

async function diffSince(input: {
  readonly since: string | true;
  readonly estimates: EstimatedPlan;
  readonly project: OpenProject;
  readonly forecasts: ReadonlyMap<string, StepForecast>;
}): Promise<{ readonly run: string; readonly changes: readonly PricedChange[] }> {
  const { since, estimates, project, forecasts } = input;
  const { plan } = estimates;
  const runs = await project.runs();
  const run = since === true ? await lastRun(plan, project) : await chooseRun(runs, since);
  if (run === undefined) {
    throw new LimbeckError({
      code: 'unknown-run',
      message: `This project has no run of "${plan.recipe.name}" yet.`,
      hint: 'There is nothing to compare with; leave --diff out, or name a run of another recipe.',
    });
  }
  const [{ diffPlans }, { priceChanges }] = await Promise.all([
    import('../../project/plan-diff/diff-plans.js'),
    import('../../project/plan-diff/cost-again.js'),
  ]);
  return { run, changes: priceChanges(diffPlans(await runs.plan(run), plan, forecasts), estimates) };
}
