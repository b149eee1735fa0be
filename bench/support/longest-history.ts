import { openClient } from '../../src/engine/open-client.js';
import { findRunningEngine } from '../../src/cli/session/find-engine.js';

export interface Histories {
  /** Workflow runs, those that continued as new counted each. */
  readonly runs: number;
  /** Events of the longest. */
  readonly longest: number;
}

/** How long the histories on a project's running engine are. */
export async function historiesOf(projectFolder: string): Promise<Histories> {
  const engine = await findRunningEngine(projectFolder, undefined);
  if (!engine) throw new Error(`No engine runs for ${projectFolder}.`);
  const { client, close } = await openClient(engine);
  try {
    const lengths: number[] = [];
    for await (const { historyLength } of client.workflow.list()) lengths.push(historyLength ?? 0);
    return { runs: lengths.length, longest: Math.max(...lengths) };
  } finally {
    await close();
  }
}
