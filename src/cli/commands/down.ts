import type { Command } from 'commander';
import { engineFolder, readEngineRecord } from '../../engine/engine-record.js';
import { endProcess, isAlive } from '../../processes/process-mark.js';
import { defineCommand, withProject } from '../define-command.js';
import { findUp } from '../home/up-record.js';
import { openProject } from '../../project/open-project.js';
import { processScreen } from '../output/screen.js';

export function build(): Command {
  return withProject(
    defineCommand(
      'down',
      'Stop what `limbeck up` or `--detach` left running. Open runs stay open and can be resumed.',
      ['limbeck down'],
    ),
  ).action(down);
}

const GRACE_MS = 45_000;

async function down(options: { readonly project?: string }): Promise<void> {
  const screen = processScreen();
  const { state } = openProject(options.project);
  const up = findUp(state);
  if (up) await endProcess(up, GRACE_MS);
  const running = readEngineRecord(engineFolder(state).record)?.running;
  const orphan = running && isAlive(running.server) && !isAlive(running.guard);
  if (orphan) await endProcess(running.server, GRACE_MS);
  if (up || orphan) screen.print('Down.');
  else screen.print('Nothing was up.');
  if (running && isAlive(running.server))
    screen.note('The engine still serves another limbeck command, and stops with it.');
}
