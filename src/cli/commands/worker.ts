import type { Command } from 'commander';
import { defineCommand, withProject } from '../define-command.js';
import { EXIT } from '../exit-code.js';
import { openProject } from '../../project/open-project.js';
import {
  readLogOptions,
  readObservation,
  withObservation,
  type ObservationOptions,
} from '../home/observation-options.js';
import { processScreen } from '../output/screen.js';
import { findRunningEngine } from '../session/find-engine.js';
import { LimbeckError } from '../../core/errors.js';
import { untilAskedToStop } from '../session/until-asked-to-stop.js';

interface WorkerOptions extends ObservationOptions {
  readonly project?: string;
  readonly profile?: string;
  readonly queues?: string;
  readonly except?: string;
  readonly untilStdinEnds?: boolean;
}

export function build(): Command {
  return withObservation(
    withProject(
      defineCommand(
        'worker',
        'Run a worker in the foreground. With an engine elsewhere, run as many as wanted, on as many machines as wanted.',
        ['limbeck worker', 'limbeck worker --queues "gpu-*"', 'TEMPORAL_ADDRESS=temporal.example:7233 limbeck worker'],
      ),
    ),
  )
    .option('--profile <name>', 'profile of limbeck.yaml')
    .option('--queues <names>', 'queues to serve, comma between; `*` at the end of a name is any rest. Default: all')
    .option('--except <names>', 'queues not to serve, named in the same way')
    .option('--until-stdin-ends', 'stop when standard input ends; for the process that started this one')
    .action(worker);
}

async function worker(options: WorkerOptions): Promise<void> {
  const screen = processScreen();
  const project = openProject(options.project);
  const observation = await readObservation(options, screen.env);
  const { workerName } = await import('../../worker/observe/worker-name.js');
  const { openLog } = await import('../../telemetry/log/open-log.js');
  const log = await openLog({
    options: readLogOptions(options),
    print: screen.note,
    worker: workerName(),
    now: () => new Date(),
  });
  const say = (message: string): void => log.write('info', message);
  const engine = await findRunningEngine(project.folder, options.profile);
  if (!engine) {
    throw new LimbeckError({
      code: 'engine-down',
      message: "The project's engine is not running, and a worker does not start one.",
      hint: 'Use `limbeck up` (engine and worker), or TEMPORAL_ADDRESS for an engine elsewhere.',
    });
  }
  const stop = untilAskedToStop({ stdin: options.untilStdinEnds ?? false, say });
  const { startWorker } = await import('../../worker/index.js');
  await startWorker({
    projectFolder: project.folder,
    profile: options.profile,
    connection: engine,
    queues: namesIn(options.queues),
    except: namesIn(options.except),
    signal: stop,
    observation,
    log,
    say,
  });
  process.exitCode = EXIT.done;
}

function namesIn(list: string | undefined): readonly string[] | undefined {
  return list?.split(',').map((name) => name.trim());
}
