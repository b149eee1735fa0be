import type { Command } from 'commander';
import { parseBudget } from '../budget-option.js';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject } from '../open-project.js';
import { gather } from '../compile.js';
import { EXIT } from '../exit-code.js';
import { processScreen } from '../screen.js';
import { conductRun } from '../session/conduct-run.js';
import { detachRun } from '../session/detach-run.js';
import { projectOption } from '../session/resume-command.js';
import { readView } from '../read-view.js';

interface ResumeOptions {
  readonly project?: string;
  readonly budget?: readonly string[];
  readonly detach?: boolean;
  readonly worker?: boolean;
  readonly json?: boolean;
}

export function build(): Command {
  return withProject(
    defineCommand('resume', 'Go on with a run where it stood: finished steps, chunks and answers are not made again.', [
      'limbeck resume contract-terms-1',
      'limbeck resume contract-terms-1 --budget usd=50 --budget read.calls=20000',
    ]),
  )
    .argument('[run]', 'name of the run; the newest when absent')
    .option(
      '--budget <limit=value>',
      'raise a limit of the run, or of a STEP.limit: calls, tokens, usd, gpu_hours; may be repeated',
      gather,
    )
    .option('--detach', 'leave it running in the background and return')
    .option('--worker', 'start a worker here even when the engine is elsewhere')
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
  if (view.outcome === 'done') {
    screen.print(`Run "${run}" is done. Its report: limbeck report ${run}${projectOption(project.folder)}`);
    process.exitCode = EXIT.done;
    return;
  }
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
    worker: options.worker ?? false,
    screen,
  };
  process.exitCode = options.detach ? await detachRun(input) : await conductRun(input);
}
