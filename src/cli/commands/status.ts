import type { Command } from 'commander';
import type { Plan } from '../../../schemas/generated/plan.js';
import { queuePrefix } from '../../project-files/project-state.js';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject } from '../../project/open-project.js';
import { createProgress, replaceAll, type Progress } from '../progress/progress.js';
import { totalFacts } from '../progress/step-line.js';
import { stepLines } from '../progress/step-lines.js';
import { stateOf } from '../../project/read-view.js';
import { processScreen } from '../output/screen.js';
import { findRunningEngine } from '../session/find-engine.js';
import { resumeCommand } from '../session/resume-command.js';
import { waitingReviews } from '../session/review-notice.js';
import { workflowState } from '../session/run-watch.js';
import { spendForPrograms } from '../output/spend-in-words.js';
import { findUnserved } from '../session/unserved-queues.js';
import { renderTable } from '../output/table.js';

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
  if (view.run === '') view.run = run;
  const state = stateOf(view);
  const going = view.outcome ? undefined : await whatTheEngineSays(project.folder, plan, progress);
  if (options.json) {
    const steps = [...view.steps.values()].map(
      ({ chunks: _chunks, losses: _losses, finished: _finished, attempts: _attempts, ...step }) => {
        const queue = progress.unserved.get(step.id);
        return {
          ...step,
          spend: spendForPrograms(step.spend),
          ...(queue === undefined ? {} : { unserved_queue: queue }),
        };
      },
    );
    screen.print(JSON.stringify({ run, recipe: plan.recipe.name, state, ...(going && { engine: going }), steps }));
    return;
  }
  screen.print(`${screen.out.bold(run)}  ${plan.recipe.name} ${plan.recipe.version}  ${state}`);
  const lines = stepLines({ progress, style: screen.out, now: Date.now(), past: 'folded' });
  const rows = lines.map(({ mark, label, facts }) => [`${mark} ${label}`, facts.join('  ')]);
  screen.print(renderTable(rows).join('\n'));
  screen.print(screen.out.dim(totalFacts(view).join('  ')));
  const nobody = progress.unserved.get('');
  if (nobody !== undefined) screen.print(screen.out.yellow(`It waits: no worker is free on queue ${nobody}.`));
  for (const notice of waitingReviews(runs, view, project.folder)) screen.print(screen.out.yellow(notice));
  if (view.error) screen.print(`${screen.out.red(`error[${view.error.code}]`)}: ${view.error.message}`);
  if (going === 'down' || going === 'lost' || going === 'closed')
    screen.print(
      `It stands still${going === 'down' ? ': the engine is down' : ''}. ${resumeCommand(run, project.folder)} goes on.`,
    );
}

/** How the workflow stands; queues on which the run waits for a worker in vain are noted in `progress`. */
async function whatTheEngineSays(folder: string, plan: Plan, { view, unserved }: Progress): Promise<string> {
  const engine = await findRunningEngine(folder, plan.profile);
  if (!engine) return 'down';
  const { openClient } = await import('../../engine/open-client.js');
  const { client, close } = await openClient(engine);
  try {
    const { state } = await workflowState(client, view.run);
    if (state === 'open')
      replaceAll(
        unserved,
        await findUnserved({ client, queuePrefix: queuePrefix(folder), plan, view, nowMs: Date.now() }),
      );
    return state;
  } finally {
    await close();
  }
}
