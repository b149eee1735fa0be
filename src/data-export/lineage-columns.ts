import type { Row } from '../core/record-kinds.js';
import type { LineageNode, RunLineage } from '../lineage/run-lineage.js';
import { walkRows } from '../lineage/walk-rows.js';
import { idsAskedAbout } from '../lineage/calls-of-rows.js';
import { LimbeckError } from '../core/errors.js';

/** The columns that `--with-lineage` adds. */
export const STEP_COLUMN = 'limbeck_step';
export const KEYS_COLUMN = 'limbeck_response_keys';

/** By row id: the step that made the row, and the keys of the answers it was made from. */
export interface RowMakers {
  readonly step: ReadonlyMap<string, string>;
  readonly keys: ReadonlyMap<string, readonly string[]>;
}

export async function findMakers(
  lineage: RunLineage,
  start: { readonly node: LineageNode; readonly digest: string; readonly ids: readonly string[] },
): Promise<RowMakers> {
  const ids = new Set(start.ids);
  const step = new Map<string, string>();
  /** By node, by what its calls are about, the rows that were made so. */
  const asked = new Map<LineageNode, Map<string, string[]>>();
  await walkRows({
    lineage,
    start,
    keep: ({ id, parents }) => ({ id, parents }),
    onRow: (walked) => {
      const { node, row, passed_on } = walked;
      // A row that was passed on stands in each step on its way under one id; only where it was made counts.
      if (passed_on || !ids.has(row.id) || step.has(row.id)) return;
      step.set(row.id, node.name);
      const about = asked.get(node) ?? new Map<string, string[]>();
      asked.set(node, about);
      for (const id of idsAskedAbout(walked)) about.set(id, [...(about.get(id) ?? []), row.id]);
    },
  });
  const keys = new Map<string, string[]>();
  for (const [{ record }, about] of asked) {
    if (record?.calls === undefined) continue;
    const { source } = await lineage.artifacts.openDataSet(record.calls);
    for await (const call of source.read())
      for (const id of call['rows'] as readonly string[])
        for (const row of about.get(id) ?? []) keys.set(row, [...(keys.get(row) ?? []), call.id]);
  }
  return { step, keys };
}

/** Throws `column-taken` when the rows have a column of such a name. */
export function withLineage(row: Row, { step, keys }: RowMakers): Readonly<Record<string, unknown>> {
  const taken = [STEP_COLUMN, KEYS_COLUMN].find((column) => Object.hasOwn(row, column));
  if (taken !== undefined)
    throw new LimbeckError({
      code: 'column-taken',
      message: `The rows have a column "${taken}" already.`,
      hint: 'Export without --with-lineage.',
    });
  return { ...row, [STEP_COLUMN]: step.get(row.id) ?? null, [KEYS_COLUMN]: keys.get(row.id) ?? [] };
}
