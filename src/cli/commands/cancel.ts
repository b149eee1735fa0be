import type { Command } from 'commander';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject } from '../../project/open-project.js';
import { readView } from '../../project/read-view.js';
import { processScreen } from '../output/screen.js';
import { withOpenWorkflow } from '../session/with-open-workflow.js';

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
  await withOpenWorkflow(
    { project, runs, run, nothing: 'There is nothing to cancel; it spends nothing.' },
    async (handle) => {
      await runs.append(run, { type: 'cancel-asked' });
      await handle.cancel();
    },
  );
  screen.print(`Run "${run}" is asked to end.`);
}
