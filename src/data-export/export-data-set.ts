import { mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeJsonl } from '../artifacts/export/jsonl-writer.js';
import { makeTemporary, sweepTemporary } from '../artifacts/file/temp-folders.js';
import { countSources } from '../lineage/count-sources.js';
import type { LineageNode, RunLineage } from '../lineage/run-lineage.js';
import { placeExport, refuseForeignFolder, type ExportRecord } from '../student-export/place-export.js';
import { renderDataCard } from './data-card.js';
import { gatherDataFacts, listWarnings } from './data-facts.js';
import { findMakers, withLineage } from './lineage-columns.js';
import type { DataForm, WrittenTable } from './written-table.js';

/** One table of an export: an output of the step. */
export interface ExportedSet {
  readonly output: string;
  readonly digest: string;
}

export interface ExportDataInput {
  readonly lineage: RunLineage;
  /** Absolute; the project's `.limbeck`. */
  readonly state: string;
  readonly node: LineageNode;
  readonly sets: readonly ExportedSet[];
  readonly form: DataForm;
  readonly withLineage: boolean;
  /** Folder that will hold the tables and their card; an earlier export there is replaced. */
  readonly out: string;
}

export interface ExportedData {
  readonly folder: string;
  /** What sharing it must heed: terms that forbid, licences that are not said. */
  readonly warnings: readonly string[];
  readonly rows: number;
  readonly record: DataExportRecord & Pick<ExportRecord, 'files'>;
}

export interface DataExportRecord {
  readonly format: 1;
  readonly run: string;
  readonly step: string;
  readonly form: DataForm;
  readonly with_lineage: boolean;
  /** Digests in the artifact store, by output. */
  readonly data: Readonly<Record<string, string>>;
}

/** Rows as a folder that needs nothing of Limbeck, with a data card. Equal rows, equal bytes. Throws `folder-not-empty`. */
export async function exportDataSet(input: ExportDataInput): Promise<ExportedData> {
  const { lineage, node, sets, form, state } = input;
  const out = resolve(input.out);
  await refuseForeignFolder(out);
  const making = join(state, 'exports', 'tmp');
  await sweepTemporary(making, Date.now());
  const work = await makeTemporary(making);
  try {
    await mkdir(join(work, 'data'));
    const tables = [];
    for (const set of sets) tables.push(await writeTable(input, set, work));
    const counted = await countSources(
      lineage,
      sets.map(({ digest }) => ({ node, digest })),
    );
    const facts = gatherDataFacts({ lineage, node, tables, counted, form, withLineage: input.withLineage });
    const record: DataExportRecord = {
      format: 1,
      run: lineage.run,
      step: node.name,
      form,
      with_lineage: input.withLineage,
      data: Object.fromEntries(sets.map(({ output, digest }) => [output, digest])),
    };
    const placed = await placeExport(work, out, { card: renderDataCard(facts), record, leaveOut: [] });
    return { folder: out, warnings: listWarnings(facts), rows: counted.rows, record: placed };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function writeTable(
  input: ExportDataInput,
  { output, digest }: ExportedSet,
  work: string,
): Promise<WrittenTable> {
  const { lineage, node, form } = input;
  const opened = await lineage.artifacts.openDataSet(digest);
  const rows = await rowsOf(input, digest);
  const columns = new Set<string>();
  async function* watched(): AsyncGenerator<Readonly<Record<string, unknown>>> {
    for await (const row of rows()) {
      for (const column of Object.keys(row)) columns.add(column);
      yield row;
    }
  }
  const split = splitName(output, node);
  const file = `data/${split}.${form}`;
  const path = join(work, file);
  if (form === 'jsonl') await writeJsonl({ path, rows: watched() });
  else {
    const { surveyColumns } = await import('../artifacts/export/parquet-columns.js');
    const { writeParquet } = await import('../artifacts/export/parquet-writer.js');
    await writeParquet({ path, columns: await surveyColumns(watched()), rows: rows() });
  }
  const side = opened.side ? `data/${split}.side` : undefined;
  if (side !== undefined) await lineage.artifacts.placeSide(digest, join(work, side));
  const table = { split, file, rows: opened.rows, columns: [...columns], kind: opened.kind, digest };
  return side === undefined ? table : { ...table, side };
}

/** The rows, to be read as often as a form needs. */
async function rowsOf(
  { lineage, node, withLineage: isWanted }: ExportDataInput,
  digest: string,
): Promise<() => AsyncIterable<Readonly<Record<string, unknown>>>> {
  const { source } = await lineage.artifacts.openDataSet(digest);
  if (!isWanted) return () => source.read();
  const ids: string[] = [];
  for await (const { id } of source.read()) ids.push(id);
  const makers = await findMakers(lineage, { node, digest, ids });
  return async function* () {
    for await (const row of source.read()) yield withLineage(row, makers);
  };
}

/** Hubs take letters, digits and underscores; a step's only output is training data unless the recipe held it out. */
function splitName(output: string, { data }: LineageNode): string {
  if (output === 'rows') return data?.evaluation ? 'test' : 'train';
  return output.replaceAll(/[^A-Za-z0-9_]+/g, '_');
}
