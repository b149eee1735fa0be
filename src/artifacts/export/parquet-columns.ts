/**
 * The columns a data set has as a Parquet table, found by reading it once: every row counts, so that no later row breaks
 * the file. Lists of plain values and of flat objects (turns of a dialogue) keep their form; whatever is nested deeper,
 * or is a text here and a number there, becomes JSON text.
 */
export type PlainShape = 'text' | 'integer' | 'number' | 'boolean' | 'json';
export type ColumnShape = PlainShape | { readonly list: PlainShape | Readonly<Record<string, PlainShape>> };
export interface ParquetColumn {
  readonly name: string;
  readonly shape: ColumnShape;
}

/** Objects in a list with more keys than this are maps by nature (scores by model, say), not a table of their own. */
const widestStruct = 64;

type Struct = Map<string, PlainShape | undefined>;
/** What is known so far; `undefined` where only null was seen. */
type Known = PlainShape | { list: PlainShape | Struct | undefined } | undefined;

/** Columns in the order they are first seen. A data set without rows has the two that every record has. */
export async function surveyColumns(
  rows: AsyncIterable<Readonly<Record<string, unknown>>> | Iterable<Readonly<Record<string, unknown>>>,
): Promise<ParquetColumn[]> {
  const known = new Map<string, Known>();
  for await (const row of rows)
    for (const [name, value] of Object.entries(row)) known.set(name, withValue(known.get(name), value));
  if (known.size === 0) return ownColumns;
  return [...known].map(([name, shape]) => ({ name, shape: settled(shape) }));
}

const ownColumns: ParquetColumn[] = [
  { name: 'id', shape: 'text' },
  { name: 'parents', shape: { list: 'text' } },
];

function withValue(known: Known, value: unknown): Known {
  if (value === null || value === undefined || known === 'json') return known;
  if (!Array.isArray(value)) return typeof known === 'object' ? 'json' : plain(known, value);
  if (known !== undefined && typeof known !== 'object') return 'json';
  const found = known ?? { list: undefined };
  for (const item of value) {
    const list = withItem(found.list, item);
    if (list === 'json') return 'json';
    found.list = list;
  }
  return found;
}

function withItem(known: PlainShape | Struct | undefined, item: unknown): PlainShape | Struct | undefined {
  if (item === null || item === undefined) return known;
  if (typeof item !== 'object') return known instanceof Map ? 'json' : plain(known, item);
  if (Array.isArray(item) || typeof known === 'string') return 'json';
  const struct: Struct = known ?? new Map();
  for (const [key, value] of Object.entries(item)) struct.set(key, plain(struct.get(key), value));
  return struct.size === 0 || struct.size > widestStruct ? 'json' : struct;
}

function plain(known: PlainShape | undefined, value: unknown): PlainShape | undefined {
  if (value === null || value === undefined) return known;
  const shape = shapeOf(value);
  if (known === undefined || known === shape) return shape;
  const both = new Set([known, shape]);
  return both.has('integer') && both.has('number') ? 'number' : 'json';
}

function shapeOf(value: unknown): PlainShape {
  if (typeof value === 'string') return 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return Number.isSafeInteger(value) ? 'integer' : 'number';
  return 'json';
}

function settled(known: Known): ColumnShape {
  if (typeof known !== 'object') return known ?? 'text';
  const { list } = known;
  if (!(list instanceof Map)) return { list: list ?? 'text' };
  return { list: Object.fromEntries([...list].map(([key, shape]) => [key, shape ?? 'text'])) };
}
