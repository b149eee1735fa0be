import type { Command } from 'commander';
import { LimbeckError } from '../../core/errors.js';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject } from '../open-project.js';
import { readView } from '../read-view.js';
import { processScreen } from '../screen.js';
import { findRunningEngine } from '../session/find-engine.js';
import { resumeCommand } from '../session/resume-command.js';
import { workflowState } from '../session/run-watch.js';

export function build(): Command {
  return withProject(
    defineCommand('cancel', 'Ask a run to end. What it has paid for and finished stays, and a later run uses it.', [
      'limbeck cancel contract-terms-1',
    ]),
  )
    .argument('<run>', 'name of the run')
    .action(cancel);
}

async function cancel(name: string, options: { readonly project?: string }): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const runs = await project.runs();
  const run = await chooseRun(runs, name);
  const view = await readView(runs, run);
  if (view.outcome) {
    screen.print(`Run "${run}" has ended already: ${view.outcome}.`);
    return;
  }
  const plan = await runs.plan(run);
  const engine = await findRunningEngine(project.folder, plan.profile);
  if (!engine) throw notRunning(run, 'the engine is down', resumeCommand(run, project.folder));
  const { openClient } = await import('../../engine/open-client.js');
  const { client, close } = await openClient(engine);
  try {
    const found = await workflowState(client, run);
    if (found.state !== 'open')
      throw notRunning(run, 'the engine has no open workflow for it', resumeCommand(run, project.folder));
    await client.workflow.getHandle(run).cancel();
    screen.print(`Run "${run}" is asked to end.`);
  } finally {
    await close();
  }
}

function notRunning(run: string, because: string, resume: string): LimbeckError {
  return new LimbeckError({
    code: 'run-not-running',
    message: `Run "${run}" is not running: ${because}.`,
    hint: `There is nothing to cancel; it spends nothing. ${resume} would go on with it.`,
  });
}
