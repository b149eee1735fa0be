import type { Command } from 'commander';
import { defineCommand, withProject } from '../define-command.js';
import {
  observationArgs,
  readLogOptions,
  readObservation,
  withObservation,
  type ObservationOptions,
} from '../home/observation-options.js';
import { agreeToPrograms } from '../home/agreed-programs.js';
import { startHome } from '../home/start-home.js';
import { startUp, UP_READY } from '../home/start-up.js';
import { WORKERS_ARE_ELSEWHERE, workersOption } from '../home/workers-option.js';
import { findUp, forgetUp, recordUp } from '../home/up-record.js';
import { openProject, type OpenProject } from '../../project/open-project.js';
import { readBinding } from '../project-binding.js';
import { processScreen } from '../output/screen.js';
import { EXIT } from '../exit-code.js';
import { onInterruption } from '../session/interruption.js';

interface UpOptions extends ObservationOptions {
  readonly project?: string;
  readonly profile?: string;
  readonly yes?: boolean;
  readonly foreground?: boolean;
  readonly workers?: number;
}

export function build(): Command {
  return withObservation(
    withProject(
      defineCommand(
        'up',
        'Keep the engine, workers and the offline teachers of a project running until `limbeck down`.',
        ['limbeck up', 'limbeck up --foreground', 'limbeck up --workers 4', 'limbeck up --metrics 9464'],
      ),
    ),
  )
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option(...workersOption)
    .option('-y, --yes', 'do not ask before a program of the project is started as its teacher')
    .option('--foreground', 'stay in the foreground; Ctrl-C stops it')
    .action(up);
}

async function up(options: UpOptions): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  if (options.foreground) {
    const { teachers } = await readBinding(project.folder, options.profile);
    await agreeToPrograms(project.state, teachers, options.yes ?? false);
    process.exitCode = await stay(project, options);
    return;
  }
  // Told here, where a person sees it, and not by a worker that keeps dying.
  await readObservation(options, screen.env);
  readLogOptions(options);
  const { teachers } = await readBinding(project.folder, options.profile);
  await agreeToPrograms(project.state, teachers, options.yes ?? false);
  const started = await startUp({
    projectFolder: project.folder,
    state: project.state,
    profile: options.profile,
    workers: options.workers,
    workerArgs: observationArgs(options),
  });
  screen.print(started === 'started' ? 'Up. `limbeck down` stops it.' : 'It was up already.');
  if (started === 'already-up' && options.workers !== undefined) screen.note(WORKERS_ARE_ELSEWHERE);
}

/** Hold everything until a signal comes, or until something fails for good. */
async function stay(project: OpenProject, options: UpOptions): Promise<number> {
  const screen = processScreen();
  const { profile } = options;
  const other = findUp(project.state);
  if (other) {
    screen.note(`It is up already, in process ${other.pid}.`);
    return EXIT.failed;
  }
  const say = (message: string): void => screen.note(`${new Date().toISOString()} ${message}`);
  const interruption = onInterruption(say);
  const { engine, teachers } = await readBinding(project.folder, profile);
  const home = await startHome({
    projectFolder: project.folder,
    profile,
    binding: engine,
    teachers,
    worker: true,
    say,
    isUp: true,
    workers: options.workers,
    workerArgs: (at) => observationArgs(options, at),
  });
  try {
    recordUp(project.state);
    screen.print(UP_READY);
    const stopped = new Promise<undefined>((resolve) => {
      if (interruption.signal.aborted) resolve(undefined);
      interruption.signal.addEventListener('abort', () => resolve(undefined), { once: true });
    });
    const failure = await Promise.race([stopped, home.failed]);
    if (failure) throw failure;
    return EXIT.done;
  } finally {
    forgetUp(project.state);
    await home.close();
    interruption.dispose();
  }
}
