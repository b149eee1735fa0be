import { createHash } from 'node:crypto';
import type { PlanData } from '../../../schemas/generated/plan.js';
import type { DataSource } from '../../../schemas/generated/recipe.js';
import { digestOf } from '../../core/digest.js';
import { isLimbeckError } from '../../core/errors.js';
import { isRecordKind, type RecordKind } from '../../core/record-kinds.js';
import type { DataFile } from '../../data/contract.js';
import { readRows } from '../../data/read-rows.js';
import { suggest } from '../../recipe/problems/problem-list.js';
import { complain, type Compiling, type ReadData } from '../compiling.js';
import { findDataFiles, type FoundFile, type FoundFiles } from './data-files.js';

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
  const { kind } = source;
  const found = await findDataFiles(compiling, name, source);
  if (!found || kind === undefined || !isRecordKind(kind)) return undefined;
  const files = found.files.map((file) => hashedFile(compiling, file));
  try {
    const { rows: rowsAt, split, fields } = source;
    const rows = readRows({ files, format: found.format, rows: rowsAt, split, fields, kind });
    const facts = await measureRows(rows);
    if (facts.rows === 0) {
      complain(compiling, compiling.draft.source.place(['data', name, found.key]), {
        code: 'data-empty',
        message: `"${found.title}" holds no rows.`,
        hint: 'Nothing would run on it.',
      });
      return undefined;
    }
    checkFields(compiling, name, source, facts);
    return {
      plan: planData(name, source, found, { kind, digests: files.map((file) => file.digest()), facts }),
      flow: flowOf(name, source, kind, facts),
    };
  } catch (error) {
    if (isLimbeckError(error)) {
      const { code, message, hint, where } = error;
      complain(compiling, where ?? { file: found.files[0]!.shown }, { code, message, hint });
      return undefined;
    }
    complain(compiling, compiling.draft.source.place(['data', name, found.key]), {
      code: 'data-unreadable',
      message: `"${found.title}" cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      hint: 'Look at its permissions and its disk.',
    });
    return undefined;
  }
}

function planData(
  name: string,
  source: Partial<DataSource>,
  { title, format, files, key }: FoundFiles,
  {
    kind,
    digests,
    facts,
  }: { readonly kind: RecordKind; readonly digests: readonly string[]; readonly facts: RowFacts },
): PlanData {
  const listed = files.map(({ inPlan, gzip }, index) => ({ file: inPlan, gzip, digest: digests[index]! }));
  const several = key === 'glob' || key === 'hub';
  return {
    name,
    file: title,
    ...(several ? { files: listed } : {}),
    ...(source.hub ? { hub: { repo: source.hub.repo, revision: source.hub.revision } } : {}),
    format,
    gzip: listed.every(({ gzip }) => gzip),
    ...(source.rows === undefined ? {} : { rows_at: source.rows }),
    ...(source.split === undefined ? {} : { split: source.split }),
    kind,
    ...(source.license === undefined ? {} : { license: source.license }),
    evaluation: source.use === 'evaluation',
    ...(source.fields ? { fields: source.fields } : {}),
    digest: several ? digestOf(digests) : digests[0]!,
    columns: [...facts.columns],
    rows: facts.rows,
  };
}

function flowOf(name: string, source: Partial<DataSource>, kind: RecordKind, facts: RowFacts): ReadData['flow'] {
  return {
    kind,
    columns: facts.columns,
    rows: { low: facts.rows, high: facts.rows },
    chars: facts.chars,
    heldOut: new Set(source.use === 'evaluation' ? [name] : []),
    cleaned: new Set(),
    origins: new Set([name]),
    teachers: new Set(),
  };
}

/** A file whose digest is known once it has been read to its end. */
function hashedFile(
  { files }: Compiling,
  { absolute, shown, inPlan, gzip }: FoundFile,
): DataFile & { digest(): string } {
  const hash = createHash('sha256');
  return {
    name: shown,
    source: inPlan,
    gzip,
    async *bytes() {
      for await (const piece of files.stream(absolute)) {
        hash.update(piece);
        yield piece;
      }
    },
    open: () => files.open(absolute),
    digest: () => hash.digest('hex'),
  };
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
function checkFields(compiling: Compiling, name: string, source: Partial<DataSource>, facts: RowFacts): void {
  for (const [field, column] of Object.entries(source.fields ?? {})) {
    if (facts.seen.has(field)) continue;
    complain(compiling, compiling.draft.source.place(['data', name, 'fields', field]), {
      code: 'unknown-column',
      message: `No row of "${name}" has a column "${column}".`,
      hint: column.startsWith('../')
        ? 'Each ../ goes out to the object around; what stands around the list at the top of a file is not kept.'
        : suggest(column, facts.columns, 'columns'),
    });
  }
}
