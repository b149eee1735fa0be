import { queuePrefix, stateFolder } from '../../project-files/project-state.js';
import { EXIT } from '../exit-code.js';
import { startUp } from '../home/start-up.js';
import { WORKERS_ARE_ELSEWHERE } from '../home/workers-option.js';
import { engineIsElsewhere } from '../project-binding.js';
import type { ConductInput } from './conduct-run.js';
import { findRunningEngine } from './find-engine.js';
import { projectOption } from './resume-command.js';
import { beginRun } from './start-and-follow.js';

/** Start or reopen a run and leave it to the background: to `limbeck up` here, or to the workers of an engine elsewhere. */
export async function detachRun({
  run,
  runs,
  projectFolder,
  plan,
  workers,
  screen,
  json,
}: ConductInput): Promise<number> {
  const state = stateFolder(projectFolder);
  const elsewhere = await engineIsElsewhere(projectFolder, plan);
  const started = elsewhere ? 'elsewhere' : await startUp({ projectFolder, state, profile: plan.profile, workers });
  if (started === 'started' && !json)
    screen.note(screen.err.dim('Engine and worker run in the background; `limbeck down` stops them.'));
  if (started !== 'started' && workers !== undefined) screen.note(WORKERS_ARE_ELSEWHERE);
  const engine = await findRunningEngine(projectFolder, plan.profile);
  if (!engine) throw new Error('The engine went away while the run was being started.');
  const { openClient } = await import('../../engine/open-client.js');
  const { client, close } = await openClient(engine);
  try {
    await beginRun({ client, run, runs, queuePrefix: queuePrefix(projectFolder) });
  } finally {
    await close();
  }
  if (json) screen.print(JSON.stringify({ run, detached: true }));
  else
    screen.print(
      `Run "${run}" goes on in the background. Follow it with:\n  limbeck watch ${run}${projectOption(projectFolder)}`,
    );
  return EXIT.done;
}
