import type { Command } from 'commander';
import { defineCommand, withProject } from '../define-command.js';
import { formatCount } from '../../project/format.js';
import { openProject } from '../../project/open-project.js';
import { totalSpend } from '../progress/progress.js';
import { readView, stateOf } from '../../project/read-view.js';
import { processScreen } from '../output/screen.js';
import { spendBriefly, spendForPrograms } from '../output/spend-in-words.js';
import { renderTable } from '../output/table.js';

export function build(): Command {
  return withProject(
    defineCommand('runs', 'All runs of a project, newest first.', ['limbeck runs', 'limbeck runs --json']),
  )
    .option('--json', 'print an array for programs')
    .action(list);
}

async function list(options: { readonly project?: string; readonly json?: boolean }): Promise<void> {
  const screen = processScreen();
  const runs = await openProject(options.project).runs();
  const found = [];
  for (const summary of await runs.list()) {
    const view = await readView(runs, summary.run);
    const done = [...view.steps.values()].filter(({ state }) => ['done', 'reused', 'skipped'].includes(state)).length;
    found.push({ ...summary, state: stateOf(view), steps_done: done, steps: view.steps.size, spend: totalSpend(view) });
  }
  if (options.json) {
    screen.print(JSON.stringify(found.map((one) => ({ ...one, spend: spendForPrograms(one.spend) }))));
    return;
  }
  if (found.length === 0) {
    screen.print('No runs yet. Start one with `limbeck run RECIPE`.');
    return;
  }
  const head = ['run', 'recipe', 'state', 'steps', 'calls', 'money', 'created'].map((name) => screen.out.dim(name));
  const rows = found.map(({ run, recipe, state, steps_done, steps, spend, created_at }) => [
    run,
    recipe,
    state,
    `${steps_done}/${steps}`,
    formatCount(spend.calls),
    spendBriefly(spend),
    created_at.slice(0, 16).replace('T', ' '),
  ]);
  screen.print(renderTable([head, ...rows], ['left', 'left', 'left', 'right', 'right', 'right']).join('\n'));
}
