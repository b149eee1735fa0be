import { LimbeckError, type SourcePlace } from '../core/errors.js';
import { KeyTable } from '../core/identity/key-table.js';
import type { RecordKind } from '../core/record-kinds.js';
import type { DataFile, DataFormat, RawRow, RowLayout } from './contract.js';
import { getFormat } from './formats/index.js';
import { columnFault, createRowMapper, rowFault, type RowMapping } from './row-fields.js';
import { nestedRows, PathFault, type NestedRow } from './row-path.js';

/**
 * Rows of a data set's files, in their order, streaming. Fields are mapped and every row is checked against its kind. The
 * compiler counts with it and the worker imports with it, so what validated is what runs.
 */
export interface ReadRowsInput extends RowLayout {
  readonly files: readonly DataFile[];
  readonly format: DataFormat;
  /** Record field -> column of the file, or path in its row. */
  readonly fields?: RowMapping | undefined;
  readonly kind: RecordKind;
}

type Columns = Record<string, unknown>;

/** Throws `data-unreadable` or `data-bad-row`, with the line, at the first row that is wrong. */
export async function* readRows(input: ReadRowsInput): AsyncGenerator<Columns> {
  const { files, kind, fields = {} } = input;
  const format = getFormat(input.format);
  const toRow = createRowMapper(fields);
  const ids = new SourceIds();
  for (const file of files) {
    let number = 0;
    for await (const raw of format.read(file, input)) {
      for (const nested of rowsIn(raw, file.name, number)) {
        const at: RowPlace = { file: file.name, row: ++number, raw };
        const { value } = nested;
        if (typeof value !== 'object' || value === null || Array.isArray(value))
          throw badRow(at, 'is no object with named columns');
        const columns = value as Columns;
        const row = toRow({ value: columns, around: nested.around });
        const fault = rowFault(row, kind);
        if (fault) throw badRow(at, fault.message, columnFault(fault.field, fields, columns));
        ids.check(row['source_id'], at);
        yield row;
      }
    }
  }
}

interface RowPlace {
  readonly file: string;
  /** 1-based, of its file. */
  readonly row: number;
  readonly raw: RawRow;
}

function rowsIn(raw: RawRow, file: string, before: number): Iterable<NestedRow> {
  const { value, below = [] } = raw;
  if (below.length === 0) return [{ value, around: [] }];
  try {
    return [...nestedRows(value, below)];
  } catch (error) {
    if (!(error instanceof PathFault)) throw error;
    throw badRow({ file, row: before + 1, raw }, error.message, error.hint);
  }
}

function badRow({ file, row, raw }: RowPlace, fault: string, hint?: string): LimbeckError {
  const { line, text } = raw;
  const shown = text === undefined ? {} : { column: 1, text };
  const where: SourcePlace = line === undefined ? { file } : { file, line, ...shown };
  return new LimbeckError({ code: 'data-bad-row', message: `Row ${row} ${fault}.`, hint, where });
}

/** Ids of the files' own, which must differ: `trace` and people find rows by them. */
class SourceIds {
  private readonly seen = new KeyTable();
  private readonly files: string[] = [];

  check(id: unknown, at: RowPlace): void {
    if (typeof id !== 'string' && typeof id !== 'number') return;
    if (this.files.at(-1) !== at.file) this.files.push(at.file);
    const before = this.seen.put(`${typeof id}:${id}`, at.row);
    if (before === undefined) return;
    const other = this.files.length === 1 ? `row ${before}` : 'another row';
    throw badRow(
      at,
      `has the id ${JSON.stringify(id)}, which ${other} has as well`,
      'Ids must differ. If the column holds something else, give it another name: fields: { number: id }.',
    );
  }
}
