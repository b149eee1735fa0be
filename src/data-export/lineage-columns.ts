import type { Row } from '../core/record-kinds.js';
import type { LineageNode, RunLineage } from '../lineage/run-lineage.js';
import { walkRows } from '../lineage/walk-rows.js';
import { firstFound, idsAskedAbout } from '../lineage/calls-of-rows.js';
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
  /** By node that made rows: what the calls of each can be about. */
  const made = new Map<LineageNode, Map<string, readonly (readonly string[])[]>>();
  await walkRows({
    lineage,
    start,
    keep: ({ id, parents }) => ({ id, parents }),
    onRow: (walked) => {
      const { node, row, passed_on } = walked;
      // A row that was passed on stands in each step on its way under one id; only where it was made counts.
      if (passed_on || !ids.has(row.id) || step.has(row.id)) return;
      step.set(row.id, node.name);
      const rows = made.get(node) ?? new Map<string, readonly (readonly string[])[]>();
      made.set(node, rows);
      rows.set(row.id, idsAskedAbout(walked));
    },
  });
  const keys = new Map<string, readonly string[]>();
  for (const [{ record }, rows] of made) {
    if (record?.calls === undefined) continue;
    const about = await keysByRow(lineage, record.calls, new Set([...rows.values()].flat(2)));
    for (const [id, lists] of rows) keys.set(id, firstFound(lists, about));
  }
  return { step, keys };
}

/** Response keys of a step's calls, by the rows they are about. */
async function keysByRow(
  { artifacts }: RunLineage,
  calls: string,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const keys = new Map<string, string[]>();
  const { source } = await artifacts.openDataSet(calls);
  for await (const call of source.read())
    for (const id of call['rows'] as readonly string[])
      if (wanted.has(id)) keys.set(id, [...(keys.get(id) ?? []), call.id]);
  return keys;
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
