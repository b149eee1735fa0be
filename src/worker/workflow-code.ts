import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkerOptions } from '@temporalio/worker';

export type WorkflowCode = Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'>;

/**
 * The workflows as a worker loads them: the bundle that the build made, else bundled from the sources beside this file
 * (a second slower). A bundle must come from the very SDK version that runs it; the build sees to that.
 */
export function workflowCode(): WorkflowCode {
  const bundle = join(__dirname, '..', '..', 'workflow-bundle.js');
  if (existsSync(bundle)) return { workflowBundle: { codePath: bundle } };
  const source = join(__dirname, '..', '..', 'workflows', 'index');
  return { workflowsPath: existsSync(`${source}.ts`) ? `${source}.ts` : `${source}.js` };
}
