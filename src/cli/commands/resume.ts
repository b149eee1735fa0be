import type { Command } from 'commander';
import type { Budget } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
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
      'limbeck resume contract-terms-1 --budget usd=50 --budget calls=20000',
    ]),
  )
    .argument('[run]', 'name of the run; the newest when absent')
    .option('--budget <limit=value>', 'raise a limit: calls, tokens, usd, gpu_hours; may be repeated', gather)
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
  const budget = parseBudget(options.budget ?? []);
  const plan = await runs.plan(run);
  const view = await readView(runs, run);
  if (view.outcome === 'done') {
    screen.print(`Run "${run}" is done. Its report: limbeck report ${run}${projectOption(project.folder)}`);
    process.exitCode = EXIT.done;
    return;
  }
  if (budget) await runs.raiseBudget(run, { ...plan.budget, ...(await runs.summary(run)).budget, ...budget });
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

const LIMITS = ['calls', 'tokens', 'usd', 'gpu_hours'] as const;

export function parseBudget(limits: readonly string[]): Budget | undefined {
  if (limits.length === 0) return undefined;
  const budget: Budget = {};
  for (const limit of limits) {
    const [name, value] = limit.split('=', 2);
    const known = LIMITS.find((candidate) => candidate === name);
    const number = Number(value);
    if (!known || value === undefined || value === '' || !Number.isFinite(number) || number < 0) {
      throw new LimbeckError({
        code: 'usage',
        message: `--budget takes limit=number, not "${limit}".`,
        hint: `Limits: ${LIMITS.join(', ')}. For example: --budget usd=50`,
      });
    }
    budget[known] = number;
  }
  return budget;
}
