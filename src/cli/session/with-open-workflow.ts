import type { WorkflowHandle } from '@temporalio/client';
import { LimbeckError } from '../../core/errors.js';
import type { RunStore } from '../../runs/contract.js';
import type { OpenProject } from '../../project/open-project.js';
import { findRunningEngine } from './find-engine.js';
import { resumeCommand } from './resume-command.js';
import { workflowState } from './run-watch.js';

export interface OpenWorkflowInput {
  readonly project: OpenProject;
  readonly runs: RunStore;
  readonly run: string;
  /** What a run that stands still means for who asks. */
  readonly nothing: string;
}

/** Ask something of a run that goes on now. Throws `run-not-running` when the engine is down or the run is not open. */
export async function withOpenWorkflow(
  { project, runs, run, nothing }: OpenWorkflowInput,
  ask: (handle: WorkflowHandle) => Promise<void>,
): Promise<void> {
  const notRunning = (because: string): LimbeckError =>
    new LimbeckError({
      code: 'run-not-running',
      message: `Run "${run}" is not running: ${because}.`,
      hint: `${nothing} ${resumeCommand(run, project.folder)} would go on with it.`,
    });
  const { profile } = await runs.plan(run);
  const engine = await findRunningEngine(project.folder, profile);
  if (!engine) throw notRunning('the engine is down');
  const { openClient } = await import('../../engine/open-client.js');
  const { client, close } = await openClient(engine);
  try {
    const found = await workflowState(client, run);
    if (found.state !== 'open') throw notRunning('the engine has no open workflow for it');
    await ask(client.workflow.getHandle(run));
  } finally {
    await close();
  }
}
