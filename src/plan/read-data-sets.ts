import { createHash } from 'node:crypto';
import type { DataSource } from '../../schemas/generated/recipe.js';
import { isLimbeckError } from '../core/errors.js';
import { isRecordKind } from '../core/record-kinds.js';
import { formatByName } from '../recipe/data-format.js';
import { readDataFile } from '../recipe/data-file.js';
import { suggest } from '../recipe/problem-list.js';
import { complain, projectPath, type Compiling, type ReadData } from './compiling.js';
import { nearFile } from './near-file.js';

/** Rows whose texts are measured for the estimate. */
const sampledRows = 200;

/** Reads every data set of the recipe whole: what is wrong with a row is known before anything is paid for. */
export async function readDataSets(compiling: Compiling): Promise<void> {
  const entries = Object.entries(compiling.draft.data);
  const read = await Promise.all(entries.map(([name, source]) => readDataSet(compiling, name, source)));
  for (const found of read) if (found) compiling.data.set(found.plan.name, found);
}

async function readDataSet(
  compiling: Compiling,
  name: string,
  source: Partial<DataSource>,
): Promise<ReadData | undefined> {
  const { file, kind } = source;
  if (file === undefined || kind === undefined || !isRecordKind(kind)) return undefined;
  const how = formatOf(compiling, name, source, file);
  const path = how && (await findDataFile(compiling, name, file));
  if (!how || !path) return undefined;
  const hash = createHash('sha256');
  const bytes = hashed(compiling.files.stream(path.absolute), hash);
  try {
    const rows = readDataFile(path.absolute, { ...how, fields: source.fields, kind, name: path.shown, bytes });
    const facts = await measureRows(rows);
    if (facts.rows === 0) {
      complain(compiling, compiling.draft.source.place(['data', name, 'file']), {
        code: 'data-empty',
        message: `"${path.inPlan}" holds no rows.`,
        hint: 'Nothing would run on it.',
      });
      return undefined;
    }
    checkFields(compiling, name, source, facts.columns, facts.seen);
    const evaluation = source.use === 'evaluation';
    return {
      plan: {
        name,
        file: path.inPlan,
        ...how,
        kind,
        ...(source.license === undefined ? {} : { license: source.license }),
        evaluation,
        ...(source.fields ? { fields: source.fields } : {}),
        digest: hash.digest('hex'),
        columns: [...facts.columns],
        rows: facts.rows,
      },
      flow: {
        kind,
        columns: facts.columns,
        rows: { low: facts.rows, high: facts.rows },
        chars: facts.chars,
        heldOut: new Set(evaluation ? [name] : []),
        cleaned: new Set(),
        origins: new Set([name]),
        teachers: new Set(),
      },
    };
  } catch (error) {
    if (isLimbeckError(error)) {
      const { code, message, hint, where } = error;
      complain(compiling, where ?? { file: path.shown }, { code, message, hint });
      return undefined;
    }
    complain(compiling, compiling.draft.source.place(['data', name, 'file']), {
      code: 'data-unreadable',
      message: `"${path.inPlan}" cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
    });
    return undefined;
  }
}

function formatOf(
  compiling: Compiling,
  name: string,
  source: Partial<DataSource>,
  file: string,
): { format: NonNullable<DataSource['format']>; gzip: boolean } | undefined {
  const { format, gzip, extension } = formatByName(file);
  const chosen = source.format ?? format;
  if (chosen !== undefined) return { format: chosen, gzip };
  if (compiling.draft.known.has(JSON.stringify(['data', name, 'format']))) return undefined;
  const unbuilt = ['parquet', 'txt', 'text', 'arrow', 'xlsx'].includes(extension);
  complain(compiling, compiling.draft.source.place(['data', name, 'file']), {
    code: unbuilt ? 'not-built-yet' : 'data-format',
    message: unbuilt
      ? `Reading .${extension} files is not built yet.`
      : `The name of "${file}" does not say how it is read.`,
    hint: unbuilt
      ? 'For now: .jsonl, .json, .csv or .tsv, each also with .gz.'
      : 'Say format: jsonl, json, csv or tsv.',
  });
  return undefined;
}

async function findDataFile(
  compiling: Compiling,
  name: string,
  file: string,
): Promise<ReturnType<typeof projectPath> | undefined> {
  const path = projectPath(compiling, file);
  const kind = await compiling.files.kind(path.absolute);
  if (kind === 'file') return path;
  complain(compiling, compiling.draft.source.place(['data', name, 'file']), {
    code: kind === 'folder' ? 'file-is-folder' : 'file-not-found',
    message: kind === 'folder' ? `"${file}" is a folder.` : `There is no file "${file}".`,
    hint:
      kind === 'folder'
        ? 'A data set is one file.'
        : ((await nearFile(compiling, path.absolute)) ?? 'Paths are relative to the folder of limbeck.yaml.'),
  });
  return undefined;
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  hash: { update(bytes: Uint8Array): unknown },
): AsyncGenerator<Uint8Array> {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

interface RowFacts {
  readonly rows: number;
  /** On every row. */
  readonly columns: readonly string[];
  /** On some row. */
  readonly seen: ReadonlySet<string>;
  readonly chars: Readonly<Record<string, number>>;
}

async function measureRows(rows: AsyncIterable<Readonly<Record<string, unknown>>>): Promise<RowFacts> {
  let count = 0;
  let always: string[] | undefined;
  const seen = new Set<string>();
  const lengths: Record<string, number> = {};
  for await (const row of rows) {
    const present = Object.keys(row);
    always = always ? always.filter((column) => Object.hasOwn(row, column)) : present;
    for (const column of present) seen.add(column);
    if (count < sampledRows) {
      for (const [column, value] of Object.entries(row)) {
        const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
        lengths[column] = (lengths[column] ?? 0) + text.length;
      }
    }
    count++;
  }
  const sampled = Math.max(1, Math.min(count, sampledRows));
  const chars = Object.fromEntries(
    Object.entries(lengths).map(([column, total]) => [column, Math.round(total / sampled)]),
  );
  return { rows: count, columns: always ?? [], seen, chars };
}

/** A mapping from a column that no row has is a slip; optional fields would be dropped in silence. */
function checkFields(
  compiling: Compiling,
  name: string,
  source: Partial<DataSource>,
  columns: readonly string[],
  seen: ReadonlySet<string>,
): void {
  for (const [field, column] of Object.entries(source.fields ?? {})) {
    if (seen.has(field)) continue;
    complain(compiling, compiling.draft.source.place(['data', name, 'fields', field]), {
      code: 'unknown-column',
      message: `No row of "${name}" has a column "${column}".`,
      hint: suggest(column, columns, 'columns'),
    });
  }
}
