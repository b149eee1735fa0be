import { LONGEST_ROW, type DataFile, type DataFormat, type RawRow, type RowFormat } from '../contract.js';
import { rowTooLong, unreadable } from '../unreadable.js';
import { utf8Pieces } from '../utf8.js';

/** Tables as text: the first line names the columns; cells with delimiters, quotes or line breaks stand in quotes. */
export const csv: RowFormat = table('csv', ',');
export const tsv: RowFormat = table('tsv', '\t');

function table(name: DataFormat, delimiter: string): RowFormat {
  return { name, nested: false, read: (file) => read(file, delimiter) };
}

interface Trouble {
  readonly code?: string;
  readonly lines?: number;
  readonly record?: readonly string[];
  readonly message: string;
}

interface Parsed {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

async function* read(file: DataFile, delimiter: string): AsyncGenerator<RawRow> {
  const { parse } = await import('csv-parse');
  const { Readable } = await import('node:stream');
  const source = Readable.from(utf8Pieces(file), { objectMode: false });
  const parser = parse({
    delimiter,
    info: true,
    skip_empty_lines: true,
    // Counted here, so that the message can say what the header has.
    relax_column_count: true,
    max_record_size: LONGEST_ROW,
  });
  source.on('error', (error) => parser.destroy(error));
  let columns: readonly string[] | undefined;
  let before = 0;
  try {
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<Parsed>) {
      const line = before + 1;
      before = info.lines;
      if (!columns) {
        columns = header(record, file.name);
        continue;
      }
      if (record.length !== columns.length) throw ragged(file.name, columns, record, line);
      const value: Record<string, string> = {};
      for (let at = 0; at < columns.length; at++) value[columns[at]!] = record[at]!;
      yield { value, line };
    }
  } catch (error) {
    throw said(error as Trouble, file.name, before + 1);
  } finally {
    source.destroy();
  }
}

function header(record: readonly string[], file: string): readonly string[] {
  const columns = record.map((name) => name.trim());
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  const hint = 'The first line must name every column, each by a name of its own.';
  if (columns.includes(''))
    throw unreadable({ file, message: 'The first line leaves a column without a name.', hint, line: 1 });
  if (twice !== undefined)
    throw unreadable({ file, message: `The first line names the column "${twice}" twice.`, hint, line: 1 });
  return columns;
}

function ragged(file: string, columns: readonly string[], record: readonly string[], line: number): Error {
  const cells = record.length === 1 ? '1 cell' : `${record.length} cells`;
  const named = columns.length === 1 ? 'one column' : `${columns.length} columns`;
  return unreadable({
    file,
    message: `The row in line ${line} has ${cells}; the first line names ${named}.`,
    hint: 'Texts with commas, quotes or line breaks need quotes; quotes inside are doubled.',
    line,
  });
}

/** The parser's complaints in our words. What is no complaint of the parser comes back as it came. */
function said(error: Trouble, file: string, line: number): unknown {
  const { code, message } = error;
  if (code === undefined || !code.startsWith('CSV_')) return error;
  if (code === 'CSV_MAX_RECORD_SIZE') return rowTooLong(file, 'row', line);
  if (code === 'CSV_QUOTE_NOT_CLOSED')
    return unreadable({
      file,
      message: `A quote that is opened in the row of line ${line} is never closed.`,
      hint: 'Close it; a quote inside of quotes is doubled.',
      line,
    });
  return unreadable({
    file,
    message: `The table cannot be read: ${message}.`,
    hint: 'Texts with commas, quotes or line breaks need quotes; quotes inside are doubled.',
    line,
  });
}
