import type { Command } from 'commander';
import { PAUSE_SIGNAL } from '../../core/run/run-input.js';
import { defineCommand, withProject } from '../define-command.js';
import { chooseRun, openProject } from '../../project/open-project.js';
import { readView } from '../../project/read-view.js';
import { processScreen } from '../output/screen.js';
import { resumeCommand } from '../session/resume-command.js';
import { withOpenWorkflow } from '../session/with-open-workflow.js';

export function build(): Command {
  return withProject(
    defineCommand(
      'pause',
      'Ask a run to stop where it stands: rows under way end and training saves a checkpoint, then the run closes until ' +
        '`limbeck resume`. Its workers and the engine keep running for other runs.',
      ['limbeck pause contract-terms-1'],
    ),
  )
    .argument('<run>', 'name of the run')
    .action(pause);
}

async function pause(name: string, options: { readonly project?: string }): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const runs = await project.runs();
  const run = await chooseRun(runs, name);
  const view = await readView(runs, run);
  if (view.outcome) {
    screen.print(`Run "${run}" has ended already: ${view.outcome}.`);
    return;
  }
  await withOpenWorkflow({ project, runs, run, nothing: 'It stands still already.' }, async (handle) => {
    // First in the run store: by it the activities tell a pause from a cancellation.
    await runs.append(run, { type: 'pause-asked' });
    await handle.signal(PAUSE_SIGNAL);
  });
  screen.print(`Run "${run}" is asked to pause. This goes on with it:\n  ${resumeCommand(run, project.folder)}`);
}
