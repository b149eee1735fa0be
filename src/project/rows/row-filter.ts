import { LimbeckError, isLimbeckError } from '../../core/errors.js';
import type { RowSource } from '../../core/method.js';
import type { Row } from '../../core/record-kinds.js';
import { unknownName } from '../unknown-name.js';

/** Rows that are looked at for the names of columns. */
const SAMPLE_ROWS = 200;

/** A row with its place in its data set, counted from 1. */
export interface PlacedRow {
  readonly place: number;
  readonly row: Row;
}

export interface RowFilter {
  /** First row looked at, counted from 1. */
  readonly from: number;
  /** Rows given at most. */
  readonly limit: number;
  readonly where?: (row: Row) => boolean;
  /** Whole id or the beginning of one. */
  readonly id?: string;
}

export interface FilteredRows {
  readonly rows: AsyncIterable<PlacedRow>;
  /** Rows that `where` could not be evaluated for, with an example; complete when `rows` has ended. */
  readonly unclear: { count: number; example?: string };
}

/** Rows of a data set as they come; those before `from` are skipped by whole shards. */
export function filterRows(source: RowSource, filter: RowFilter): FilteredRows {
  const unclear: FilteredRows['unclear'] = { count: 0 };
  const fits = (row: Row): boolean => {
    if (filter.id !== undefined && !row.id.startsWith(filter.id)) return false;
    try {
      return filter.where?.(row) ?? true;
    } catch (error) {
      if (!isLimbeckError(error)) throw error;
      unclear.count++;
      unclear.example ??= error.message;
      return false;
    }
  };
  const isOpen = filter.where === undefined && filter.id === undefined;
  const end = isOpen ? Math.min(source.rows, filter.from - 1 + filter.limit) : source.rows;
  async function* read(): AsyncGenerator<PlacedRow> {
    let place = filter.from - 1;
    let given = 0;
    if (given >= filter.limit) return;
    for await (const row of source.read(filter.from - 1, end)) {
      place++;
      if (!fits(row)) continue;
      yield { place, row };
      if (++given >= filter.limit) return;
    }
  }
  return { rows: read(), unclear };
}

/** `--where` over `row`. Throws `usage` with its place; the columns are those that rows are known to have. */
export async function compileWhere(expression: string, columns: readonly string[]): Promise<(row: Row) => boolean> {
  const { checkExpression, compileRowPredicate } = await import('../../recipe/expressions/cel.js');
  const fields = Object.fromEntries(columns.map((column) => [column, 'dyn' as const]));
  const problem = checkExpression(expression, { row: fields });
  if (!problem) return compileRowPredicate(expression);
  if (problem.unknownName !== undefined) throw unknownName('column', problem.unknownName, columns);
  throw new LimbeckError({
    code: 'usage',
    message: `--where cannot be read: ${problem.message} (character ${problem.offset + 1}).`,
    hint: 'It is CEL over `row`, for example: row.prompt.contains("notice") && size(row.completion) > 20.',
  });
}

export function pickColumns(row: Row, columns: readonly string[] | undefined): Readonly<Record<string, unknown>> {
  if (!columns) return row;
  return Object.fromEntries(
    columns.filter((column) => Object.hasOwn(row, column)).map((column) => [column, row[column]]),
  );
}

/** Columns of a data set: what its first rows have. */
export async function readColumns(source: RowSource): Promise<string[]> {
  const columns = new Set<string>();
  for await (const row of source.read(0, SAMPLE_ROWS)) for (const column of Object.keys(row)) columns.add(column);
  return [...columns];
}

/** Throws `unknown-column`. */
export function checkColumns(columns: readonly string[], known: readonly string[]): void {
  for (const column of columns) if (!known.includes(column)) throw unknownName('column', column, known);
}
