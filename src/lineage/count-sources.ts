import type { StepRecord } from '../../schemas/generated/artifact.js';
import { meantModel } from '../core/models/meant-model.js';
import type { LineageNode, RunLineage } from './run-lineage.js';
import { walkRows } from './walk-rows.js';

/** A data set or step that rows came through. */
export interface RowsSource {
  readonly name: string;
  readonly use?: string;
  /** Of a data set. */
  readonly file?: string;
  readonly license?: string;
  readonly held_out?: true;
  /** Rows of it that stand behind, of all it has. */
  readonly rows: number;
  readonly of: number;
  readonly rejected: number;
  readonly failed: number;
  /** Models it asked. */
  readonly asked: readonly string[];
  readonly spend?: StepRecord['spend'];
}

export interface CountedSources {
  /** Rows of the data sets themselves. */
  readonly rows: number;
  /** Nearest first; the nodes of the data sets themselves are among them. */
  readonly sources: readonly RowsSource[];
}

/** From whole data sets back to all that their rows came through, by step and data set. Holds ids, never rows. */
export async function countSources(
  lineage: RunLineage,
  sets: readonly { readonly node: LineageNode; readonly digest: string }[],
): Promise<CountedSources> {
  const counts = new Map<LineageNode, number>();
  let rows = 0;
  for (const { node, digest } of sets) {
    const ids = await idsOf(lineage, digest);
    rows += ids.length;
    await walkRows({
      lineage,
      start: { node, digest, ids },
      keep: ({ id, parents }) => ({ id, parents }),
      onRow: (row) => counts.set(row.node, (counts.get(row.node) ?? 0) + 1),
    });
  }
  return { rows, sources: [...counts].map(([node, count]) => rowsSource(node, count)) };
}

function rowsSource({ name, step, data, record }: LineageNode, rows: number): RowsSource {
  const { out = rows, rejected = 0, failed = 0 } = record?.counts ?? {};
  const asked = (step?.models ?? []).map(meantModel);
  return {
    name,
    ...(step ? { use: step.use } : {}),
    ...(data ? { file: data.file, ...(data.license === undefined ? {} : { license: data.license }) } : {}),
    ...(data?.evaluation ? { held_out: true } : {}),
    rows,
    of: out,
    rejected,
    failed,
    asked,
    ...(record && asked.length > 0 ? { spend: record.spend } : {}),
  };
}

async function idsOf({ artifacts }: RunLineage, digest: string): Promise<string[]> {
  const ids: string[] = [];
  const { source } = await artifacts.openDataSet(digest);
  for await (const { id } of source.read()) ids.push(id);
  return ids;
}
