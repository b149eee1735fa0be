import type { Command } from 'commander';
import type { Plan } from '../../../schemas/generated/plan.js';
import type { RunView } from '../../core/run/run-view.js';
import type { RunStore } from '../../runs/contract.js';
import { parseBudget } from '../budget-option.js';
import { defineCommand, withProject } from '../define-command.js';
import { failedSteps, rowsOfSteps, timesOnceMore } from '../../project/failed-steps.js';
import { chooseRun, openProject, type OpenProject } from '../../project/open-project.js';
import { gather } from '../../project/compile.js';
import { EXIT } from '../exit-code.js';
import { agreeToPrograms } from '../home/agreed-programs.js';
import { workersOption } from '../home/workers-option.js';
import { readBinding } from '../project-binding.js';
import { processScreen, type Screen } from '../output/screen.js';
import { conductRun } from '../session/conduct-run.js';
import { detachRun } from '../session/detach-run.js';
import { projectOption } from '../session/resume-command.js';
import { readView } from '../../project/read-view.js';

interface ResumeOptions {
  readonly project?: string;
  readonly budget?: readonly string[];
  readonly retryFailed?: boolean;
  readonly yes?: boolean;
  readonly detach?: boolean;
  readonly worker?: boolean;
  readonly workers?: number;
  readonly json?: boolean;
}

export function build(): Command {
  return withProject(
    defineCommand('resume', 'Go on with a run where it stood: finished steps, chunks and answers are not made again.', [
      'limbeck resume contract-terms-1',
      'limbeck resume contract-terms-1 --budget usd=50 --budget read.calls=20000',
      'limbeck resume contract-terms-1 --retry-failed',
    ]),
  )
    .argument('[run]', 'name of the run; the newest when absent')
    .option(
      '--budget <limit=value>',
      'raise a limit of the run, or of a STEP.limit: calls, tokens, usd, gpu_hours; may be repeated',
      gather,
    )
    .option('--retry-failed', 'of a run that has ended: try its failed rows again, and what comes after them')
    .option('-y, --yes', 'do not ask before a program of the project is started as its teacher')
    .option('--detach', 'leave it running in the background and return')
    .option('--worker', 'start a worker here even when the engine is elsewhere')
    .option(...workersOption)
    .option('--json', 'print events, one JSON object a line')
    .action(resume);
}

async function resume(name: string | undefined, options: ResumeOptions): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const runs = await project.runs();
  const run = await chooseRun(runs, name);
  const plan = await runs.plan(run);
  const raised = parseBudget(options.budget ?? [], plan);
  const view = await readView(runs, run);
  const retrying =
    options.retryFailed === true && (await retryFailed({ run, plan, view, runs, project, options, screen }));
  if (view.outcome === 'done' && !retrying) {
    screen.print(`Run "${run}" is done. Its report: limbeck report ${run}${projectOption(project.folder)}`);
    process.exitCode = EXIT.done;
    return;
  }
  const { teachers } = await readBinding(project.folder, plan.profile, plan);
  await agreeToPrograms(project.state, teachers, options.yes ?? false);
  if (raised) {
    await runs.raiseBudget(run, raised);
    await runs.append(run, { type: 'budget-raised', limits: [...(options.budget ?? [])] });
  }
  const input = {
    run,
    projectFolder: project.folder,
    plan,
    runs,
    json: options.json ?? false,
    worker: options.worker ?? options.workers !== undefined,
    workers: options.workers,
    screen,
  };
  process.exitCode = options.detach ? await detachRun(input) : await conductRun(input);
}

interface Retrying {
  readonly run: string;
  readonly plan: Plan;
  readonly view: RunView;
  readonly runs: RunStore;
  readonly project: OpenProject;
  readonly options: ResumeOptions;
  readonly screen: Screen;
}

/** Ask for another try of the rows that failed; false when there are none. Kept with the run: a later resume goes on with it. */
async function retryFailed({ run, plan, view, runs, project, options, screen }: Retrying): Promise<boolean> {
  const say = options.json ? screen.note : screen.print;
  if (!view.outcome) {
    say(`Run "${run}" has not ended: it goes on as it is. Its failed rows can be tried again when it has.`);
    return false;
  }
  const failed = failedSteps(plan, view);
  if (failed.length === 0) {
    say(`Run "${run}" has no failed rows to try again.`);
    return false;
  }
  const [summary, artifacts] = [await runs.summary(run), await project.artifacts()];
  await runs.retryFailed(run, await timesOnceMore(failed, { view, summary, artifacts }));
  const message = `Trying again: ${rowsOfSteps(failed)}.`;
  await runs.append(run, { type: 'note', level: 'info', message });
  if (!options.json) screen.print(message);
  return true;
}
