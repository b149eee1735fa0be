import type { Command } from 'commander';
import { LimbeckError, isLimbeckError } from '../../core/errors.js';
import { projectId } from '../../project-files/project-state.js';
import type { CompiledRecipe } from '../../plan/contract.js';
import type { RunStore } from '../../runs/contract.js';
import { acceptTermsOption, compile, gather, type CompileOptions } from '../../project/compile.js';
import { confirmSpend } from '../confirm.js';
import { defineCommand } from '../define-command.js';
import { forecast, lastRun } from '../../project/forecast.js';
import { formatRange, formatUsd } from '../../project/format.js';
import { projectAt, type OpenProject } from '../../project/open-project.js';
import { engineIsElsewhere, readBinding } from '../project-binding.js';
import { isPaid, renderPlan, totalsOf } from '../output/render-plan.js';
import { agreeToPrograms } from '../home/agreed-programs.js';
import { workersOption } from '../home/workers-option.js';
import { checkRunName, nextRunName } from '../../project/run-name.js';
import { processScreen, type Screen } from '../output/screen.js';
import { conductRun } from '../session/conduct-run.js';
import { detachRun } from '../session/detach-run.js';

interface RunOptions extends CompileOptions {
  readonly name?: string;
  readonly yes?: boolean;
  readonly detach?: boolean;
  readonly worker?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}

export function build(): Command {
  return defineCommand(
    'run',
    'Run a recipe from the first teacher call to the report. Starts what is missing and takes it down again.\n' +
      'Exit codes: 0 done, 1 failed, 2 recipe or usage wrong, 3 gate not met, 4 budget used up, 130 interrupted or paused.',
    [
      'limbeck run recipe.yaml',
      'limbeck run recipe.yaml --set clauses=500 --name small --yes',
      'limbeck run recipe.yaml --detach',
    ],
  )
    .argument('<recipe>', 'recipe file')
    .option('--set <name=value>', 'set a parameter; may be repeated', gather)
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option(...acceptTermsOption)
    .option('--name <run>', 'name of the run; the default is the recipe and a number')
    .option(
      '-y, --yes',
      'do not ask before money is spent, or before a program of the project is started as its teacher',
    )
    .option('--detach', 'leave it running in the background and return')
    .option('--worker', 'start a worker here even when the engine is elsewhere')
    .option(...workersOption)
    .option('--json', 'print events, one JSON object a line')
    .action(run);
}

async function run(recipe: string, options: RunOptions): Promise<void> {
  const screen = processScreen();
  if (options.name !== undefined) checkRunName(options.name);
  const compiled = await compile(recipe, options);
  const { plan, projectFolder } = compiled;
  const project = projectAt(projectFolder);
  const runs = await project.runs();
  if (options.name !== undefined) await refuseTaken(runs, options.name);
  if (!options.json || (isPaid(plan) && !options.yes)) await showCost(compiled, project, options, screen);
  const { teachers } = await readBinding(projectFolder, plan.profile, plan);
  await agreeToPrograms(project.state, teachers, options.yes ?? false);
  // Created before anything is started: a name that is taken is told at once.
  const name = await createRun(runs, compiled, options.name);
  const input = {
    run: name,
    projectFolder,
    plan,
    runs,
    json: options.json ?? false,
    worker: options.worker ?? options.workers !== undefined,
    workers: options.workers,
    screen,
  };
  process.exitCode = options.detach ? await detachRun(input) : await conductRun(input);
}

/** The plan with what it will take as well as that is known, and the question whether it may cost that. */
async function showCost(
  compiled: CompiledRecipe,
  project: OpenProject,
  options: RunOptions,
  screen: Screen,
): Promise<void> {
  const forecasts = await forecast(compiled.plan, project);
  const { estimatePlan, SAMPLE_ROWS } = await import('../../project/estimate/estimate-plan.js');
  const { plan } = await estimatePlan({
    compiled,
    project,
    forecasts,
    last: await lastRun(compiled.plan, project),
    rows: SAMPLE_ROWS,
    signal: new AbortController().signal,
  });
  if (!options.json) {
    screen.print(renderPlan(plan, forecasts, screen.out, process.stdout.columns));
    screen.print('');
  }
  if (!isPaid(plan) || options.yes) return;
  const { usd } = totalsOf(plan, forecasts);
  await confirmSpend(`This run calls a paid model${usd ? ` (${formatRange(usd, formatUsd)})` : ''}. Start it?`);
}

/** Told before the plan is shown and money is asked for; `create` decides. */
async function refuseTaken(runs: RunStore, name: string): Promise<void> {
  if (!(await runs.list()).some(({ run: taken }) => taken === name)) return;
  throw new LimbeckError({
    code: 'run-exists',
    message: `There is a run called "${name}" already.`,
    hint: `Go on with it: \`limbeck resume ${name}\`; or give another name with --name.`,
  });
}

/** Pin the plan under the wanted name, or under the next free one. */
async function createRun(runs: RunStore, compiled: CompiledRecipe, wanted: string | undefined): Promise<string> {
  const { plan, recipeText, projectFolder } = compiled;
  if (wanted !== undefined) {
    await runs.create(wanted, plan, recipeText);
    return wanted;
  }
  const suffix = (await engineIsElsewhere(projectFolder, plan)) ? projectId(projectFolder) : undefined;
  const taken = (await runs.list()).map(({ run }) => run);
  for (;;) {
    const name = nextRunName(plan.recipe.name, taken, suffix);
    try {
      await runs.create(name, plan, recipeText);
      return name;
    } catch (error) {
      // Another run of the recipe was started in the same moment.
      if (!isLimbeckError(error) || error.code !== 'run-exists') throw error;
      taken.push(name);
    }
  }
}
