import type { Command } from 'commander';
import { findProjectFolder } from '../../engine/project-state.js';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { openProject } from '../open-project.js';
import { processScreen } from '../screen.js';
import { renderTable } from '../table.js';

export function build(): Command {
  return withProject(
    defineCommand('doctor', 'What Limbeck needs of this machine: what is there, what is missing, how to get it.', [
      'limbeck doctor',
    ]),
  )
    .option('--json', 'print an array for programs')
    .action(doctor);
}

async function doctor(options: { readonly project?: string; readonly json?: boolean }): Promise<void> {
  const screen = processScreen();
  const { gatherFacts, ownVersion } = await import('../../setup/facts.js');
  const projectFolder = options.project === undefined ? findProjectFolder('.') : openProject(options.project).folder;
  const facts = await gatherFacts({ env: process.env, projectFolder });
  const missing = facts.filter(({ state }) => state === 'missing');
  process.exitCode = missing.length === 0 ? EXIT.done : EXIT.failed;
  if (options.json) {
    screen.print(JSON.stringify(facts));
    return;
  }
  const { green, red, yellow, bold, dim } = screen.out;
  const marks = { ok: green('ok'), missing: red('missing'), later: yellow('later') };
  screen.print(bold(`limbeck ${ownVersion()}`));
  screen.print(renderTable(facts.map(({ name, state, found }) => [marks[state], name, found])).join('\n'));
  for (const { name, hint } of missing) if (hint !== undefined) screen.print(`\n${bold(name)}: ${hint}`);
  screen.print(dim(missing.length === 0 ? '\nNothing is missing.' : `\n${missing.length} missing.`));
}
