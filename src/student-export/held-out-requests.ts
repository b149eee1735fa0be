import type { RunLineage } from '../lineage/run-lineage.js';

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
export async function findHeldOutRequests(
  { plan, nodes, artifacts }: RunLineage,
  names: ReadonlySet<string>,
): Promise<HeldOutRequest[]> {
  for (const { id, shape } of plan.steps) {
    const calls = shape === 'measure' ? nodes.get(id)?.record?.calls : undefined;
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
