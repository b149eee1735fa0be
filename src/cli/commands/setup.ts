import type { Command } from 'commander';
import { defineCommand } from '../define-command.js';
import { formatDuration } from '../../project/format.js';
import { processScreen } from '../output/screen.js';

export function build(): Command {
  return defineCommand('setup', 'Get the Temporal binary and make the trainer environment. Skips what is there.', [
    'limbeck setup',
  ]).action(setup);
}

async function setup(): Promise<void> {
  const screen = processScreen();
  const { prepareMachine } = await import('../../setup/prepare.js');
  const started = Date.now();
  await prepareMachine({ env: process.env, say: screen.print });
  screen.print(`Ready after ${formatDuration(Date.now() - started)}.`);
}
