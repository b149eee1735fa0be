import type { RunLineage } from '../lineage/run-lineage.js';
import { namesWhereMeasured } from './model-facts.js';

/** One line of the trainer's request file. */
export interface HeldOutRequest {
  readonly index: number;
  readonly messages: unknown;
  readonly sampling: unknown;
}

const ENOUGH = 200;

/**
 * What evaluate steps asked this model: prompts it never trained on, as it is asked in earnest. The first ones, in order,
 * of the first evaluation that kept what it asked; none when the model was not measured.
 */
export async function findHeldOutRequests(lineage: RunLineage, step: string): Promise<HeldOutRequest[]> {
  const { nodes, artifacts } = lineage;
  for (const [id, names] of namesWhereMeasured(lineage, step)) {
    const calls = nodes.get(id)?.record?.calls;
    if (calls === undefined) continue;
    const requests: HeldOutRequest[] = [];
    const { source } = await artifacts.openDataSet(calls);
    for await (const row of source.read()) {
      if (!names.has(String(row['model'])) || row['asked_again'] === true) continue;
      requests.push({ index: requests.length, messages: row['messages'], sampling: row['sampling'] ?? {} });
      if (requests.length === ENOUGH) break;
    }
    if (requests.length > 0) return requests;
  }
  return [];
}
