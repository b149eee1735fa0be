import type { RunLineage } from './run-lineage.js';

/**
 * Response keys of the answers that a run's complete steps were made from, whoever paid for them. Answers of a step that
 * is not complete are known by the run that the ledger says paid.
 */
export async function answersOfRun({ nodes, artifacts }: RunLineage): Promise<ReadonlySet<string>> {
  const keys = new Set<string>();
  for (const { record } of nodes.values()) {
    if (record?.calls === undefined) continue;
    const { source } = await artifacts.openDataSet(record.calls);
    for await (const { id } of source.read()) keys.add(id);
  }
  return keys;
}
