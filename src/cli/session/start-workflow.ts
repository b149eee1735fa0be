import type { Client } from '@temporalio/client';
import { RECIPE_RUN, queueName, type RunInput } from '../../core/run/run-input.js';

/**
 * Start the workflow of a run, or find that it is open. The id is the run's name, so a run can never be started twice
 * at once; an ended one starts anew under the same id and finds its finished work in the stores.
 */
export async function startWorkflow(client: Client, run: string, prefix: string): Promise<'started' | 'already-open'> {
  const input: RunInput = { run, queuePrefix: prefix };
  try {
    await client.workflow.start(RECIPE_RUN, {
      workflowId: run,
      taskQueue: queueName(prefix, 'flow'),
      args: [input],
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      workflowIdConflictPolicy: 'FAIL',
    });
    return 'started';
  } catch (error) {
    if ((error as Error).name === 'WorkflowExecutionAlreadyStartedError') return 'already-open';
    throw error;
  }
}
