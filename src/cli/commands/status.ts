import type { Command } from 'commander';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject } from '../open-project.js';
import { createProgress } from '../progress/progress.js';
import { totalFacts } from '../progress/step-line.js';
import { stepLines } from '../progress/step-lines.js';
import { stateOf } from '../read-view.js';
import { processScreen } from '../screen.js';
import { findRunningEngine } from '../session/find-engine.js';
import { resumeCommand } from '../session/resume-command.js';
import { waitingReviews } from '../session/review-notice.js';
import { workflowState } from '../session/run-watch.js';
import { spendForPrograms } from '../spend-in-words.js';
import { renderTable } from '../table.js';

export function build(): Command {
  return withProject(
    defineCommand('status', 'Where a run stands now.', ['limbeck status', 'limbeck status contract-terms-1 --json']),
  )
    .argument('[run]', 'name of the run; the newest when absent')
    .option('--json', 'print one object for programs')
    .action(status);
}

async function status(name: string | undefined, options: { project?: string; json?: boolean }): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const runs = await project.runs();
  const run = await chooseRun(runs, name);
  const plan = await runs.plan(run);
  const progress = createProgress();
  for (const event of await runs.events(run)) progress.apply(event);
  const { view } = progress;
  const state = stateOf(view);
  const going = view.outcome ? undefined : await whatTheEngineSays(project.folder, plan.profile, run);
  if (options.json) {
    const steps = [...view.steps.values()].map(
      ({ chunks: _chunks, losses: _losses, finished: _finished, ...step }) => ({
        ...step,
        spend: spendForPrograms(step.spend),
      }),
    );
    screen.print(JSON.stringify({ run, recipe: plan.recipe.name, state, ...(going && { engine: going }), steps }));
    return;
  }
  screen.print(`${screen.out.bold(run)}  ${plan.recipe.name} ${plan.recipe.version}  ${state}`);
  const lines = stepLines({ progress, style: screen.out, now: Date.now(), past: 'folded' });
  const rows = lines.map(({ mark, label, facts }) => [`${mark} ${label}`, facts.join('  ')]);
  screen.print(renderTable(rows).join('\n'));
  screen.print(screen.out.dim(totalFacts(view).join('  ')));
  for (const notice of waitingReviews(runs, view, project.folder)) screen.print(screen.out.yellow(notice));
  if (view.error) screen.print(`${screen.out.red(`error[${view.error.code}]`)}: ${view.error.message}`);
  if (going === 'down' || going === 'lost' || going === 'closed')
    screen.print(
      `It stands still${going === 'down' ? ': the engine is down' : ''}. ${resumeCommand(run, project.folder)} goes on.`,
    );
}

async function whatTheEngineSays(folder: string, profile: string, run: string): Promise<string> {
  const engine = await findRunningEngine(folder, profile);
  if (!engine) return 'down';
  const { openClient } = await import('../../engine/open-client.js');
  const { client, close } = await openClient(engine);
  try {
    return (await workflowState(client, run)).state;
  } finally {
    await close();
  }
}
