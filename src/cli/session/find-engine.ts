import type { EngineAddress } from '../../engine/connect.js';
import { findEngineElsewhere } from '../../engine/connect.js';
import { EMBEDDED_NAMESPACE, readEngineRecord, engineFolder } from '../../engine/engine-record.js';
import { isAlive } from '../../processes/process-mark.js';
import { stateFolder } from '../../project-files/project-state.js';
import { readBinding } from '../project-binding.js';

/** The engine of a project as it is now, without starting one; undefined when the embedded one is down. */
export async function findRunningEngine(
  projectFolder: string,
  profile: string | undefined,
): Promise<EngineAddress | undefined> {
  const { engine } = await readBinding(projectFolder, profile);
  const elsewhere = findEngineElsewhere(engine, projectFolder);
  if (elsewhere) return elsewhere;
  const record = readEngineRecord(engineFolder(stateFolder(projectFolder)).record);
  if (!record?.running || !isAlive(record.running.server)) return undefined;
  return { address: `127.0.0.1:${record.port}`, namespace: EMBEDDED_NAMESPACE };
}
