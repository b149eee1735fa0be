import { LimbeckError, type SourcePlace } from '../core/errors.js';
import type { RecordKind } from '../core/record-kinds.js';
import type { DataFormat } from './data-format.js';
import { jsonFault } from './json-fault.js';
import { nodeFiles } from './node-files.js';
import { mapRow, rowFault, type RowMapping } from './row-fields.js';
import { SourceText } from './source-text.js';

/**
 * Rows of a data file, in its order, streaming (a `json` file is one list and is read whole). Fields are mapped and
 * every row is checked against its kind. The compiler counts with it and the worker imports with it, so what validated
 * is what runs.
 */
export interface DataFileOptions {
  readonly format: DataFormat;
  readonly gzip: boolean;
  /** Record field -> column of the file. */
  readonly fields?: RowMapping | undefined;
  readonly kind: RecordKind;
  /** How errors name the file. Default: its path. */
  readonly name?: string;
  /** The file's bytes. Default: from the file system. */
  readonly bytes?: AsyncIterable<Uint8Array>;
}

/** A row as it stands in the file, and where. */
interface RawRow {
  readonly value: unknown;
  /** 1-based; undefined in `json` files. */
  readonly line?: number;
  readonly text?: string;
  /** 1-based. */
  readonly row: number;
}

/** Throws `data-unreadable` or `data-bad-row`, with the line, at the first row that is wrong. */
export async function* readDataFile(path: string, options: DataFileOptions): AsyncGenerator<Record<string, unknown>> {
  const file = options.name ?? path;
  const bytes = options.bytes ?? nodeFiles.stream(path);
  const text = decode(options.gzip ? unzip(bytes, file) : bytes, file);
  for await (const raw of rawRows(text, options.format, file)) {
    const { value } = raw;
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw badRow(file, raw, 'is no object with named columns');
    const row = mapRow(value as Record<string, unknown>, options.fields);
    const fault = rowFault(row, options.kind);
    if (fault !== undefined) throw badRow(file, raw, fault, fieldsHint(value as Record<string, unknown>));
    yield row;
  }
}

function fieldsHint(value: Readonly<Record<string, unknown>>): string {
  const columns = Object.keys(value).slice(0, 12).join(', ');
  return `Its columns: ${columns}. Map them with fields: { field: column }.`;
}

function badRow(file: string, { row, line, text }: RawRow, fault: string, hint?: string): LimbeckError {
  const shown = text === undefined ? {} : { column: 1, text };
  const where: SourcePlace = line === undefined ? { file } : { file, line, ...shown };
  return new LimbeckError({ code: 'data-bad-row', message: `Row ${row} ${fault}.`, hint, where });
}

function unreadable(file: string, message: string, hint?: string, line?: number): LimbeckError {
  return new LimbeckError({
    code: 'data-unreadable',
    message,
    hint,
    where: line === undefined ? { file } : { file, line },
  });
}

async function* unzip(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<Uint8Array> {
  const { createGunzip } = await import('node:zlib');
  const { Readable } = await import('node:stream');
  const source = Readable.from(bytes);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const piece of source.pipe(gunzip)) yield piece as Uint8Array;
  } catch (error) {
    if (!String((error as { code?: unknown }).code).startsWith('Z_')) throw error;
    throw unreadable(
      file,
      'The file is named .gz but is not whole gzip data.',
      'Make it anew with gzip, or drop the .gz.',
    );
  } finally {
    source.destroy();
  }
}

/** UTF-8, strictly; a byte-order mark is dropped. */
async function* decode(bytes: AsyncIterable<Uint8Array>, file: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let lines = 1;
  const next = (piece?: Uint8Array): string => {
    try {
      return piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
    } catch {
      throw unreadable(
        file,
        `The file is not UTF-8 text (after line ${lines}).`,
        'Save it as UTF-8; a .gz file must be named .gz.',
        lines,
      );
    }
  };
  for await (const piece of bytes) {
    const text = next(piece);
    yield text;
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lines++;
  }
  yield next();
}

function rawRows(text: AsyncIterable<string>, format: DataFormat, file: string): AsyncGenerator<RawRow> {
  if (format === 'jsonl') return jsonLines(text, file);
  if (format === 'json') return jsonList(text, file);
  return delimited(text, format === 'csv' ? ',' : '\t', file);
}

async function* jsonLines(pieces: AsyncIterable<string>, file: string): AsyncGenerator<RawRow> {
  let line = 0;
  let row = 0;
  const parse = (text: string): RawRow | undefined => {
    line++;
    if (text.trim() === '') return undefined;
    row++;
    try {
      return { value: JSON.parse(text), line, text, row };
    } catch {
      const fault = jsonFault(text);
      const hint =
        line === 1 && /^\s*\[/.test(text) ? 'The file looks like one JSON list: say format: json.' : undefined;
      throw new LimbeckError({
        code: 'data-unreadable',
        message: `Line ${line} is not JSON: ${fault?.message ?? 'it cannot be read'}.`,
        hint,
        where: { file, line, column: (fault?.offset ?? 0) + 1, text },
      });
    }
  };
  // A long line comes in many pieces: joining them once keeps this linear.
  let open: string[] = [];
  for await (const piece of pieces) {
    let from = 0;
    for (let end = piece.indexOf('\n'); end !== -1; end = piece.indexOf('\n', from)) {
      open.push(piece.slice(from, end));
      const found = parse(open.join('').replace(/\r$/, ''));
      open = [];
      if (found) yield found;
      from = end + 1;
    }
    if (from < piece.length) open.push(piece.slice(from));
  }
  const last = open.length > 0 ? parse(open.join('')) : undefined;
  if (last) yield last;
}

async function* jsonList(pieces: AsyncIterable<string>, file: string): AsyncGenerator<RawRow> {
  let text = '';
  for await (const piece of pieces) text += piece;
  if (text.trim() === '') return;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    const fault = jsonFault(text);
    const hint = isJson(text.slice(0, text.indexOf('\n')))
      ? 'It looks like one object a line: say format: jsonl.'
      : undefined;
    throw new LimbeckError({
      code: 'data-unreadable',
      message: `The file is not JSON: ${fault?.message ?? 'it cannot be read'}.`,
      hint,
      where: new SourceText(file, text).at(fault?.offset ?? 0),
    });
  }
  const rows = listed(value);
  if (!rows) {
    const single = typeof value === 'object' && value !== null && !text.trim().includes('\n');
    throw unreadable(
      file,
      'The file is not a list of rows.',
      single ? 'For one object a line say format: jsonl.' : 'Write [ {...}, {...} ].',
    );
  }
  for (const [index, item] of rows.entries()) yield { value: item, row: index + 1 };
}

/** A list of rows; or a map from ids to rows, as some published sets are. */
function listed(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  const entries = Object.entries(value);
  const rows = entries.every(([, row]) => typeof row === 'object' && row !== null && !Array.isArray(row));
  return rows && entries.length > 0 ? entries.map(([id, row]) => ({ id, ...(row as object) })) : undefined;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

interface CsvTrouble {
  readonly code?: string;
  readonly lines?: number;
  readonly message: string;
}

async function* delimited(pieces: AsyncIterable<string>, delimiter: string, file: string): AsyncGenerator<RawRow> {
  const { parse } = await import('csv-parse');
  const { Readable } = await import('node:stream');
  const source = Readable.from(pieces);
  const parser = parse({
    columns: (header: string[]) => header.map((name) => name.trim()),
    delimiter,
    bom: true,
    info: true,
    skip_empty_lines: true,
  });
  source.on('error', (error) => parser.destroy(error));
  let row = 0;
  try {
    let checked = false;
    for await (const { record, info } of source.pipe(parser) as AsyncIterable<{
      record: Record<string, string>;
      info: { lines: number; columns: readonly { name: string }[] };
    }>) {
      if (!checked)
        checkHeader(
          info.columns.map(({ name }) => name),
          file,
        );
      checked = true;
      row++;
      yield { value: record, line: info.lines, row };
    }
  } catch (error) {
    const { code, lines, message } = error as CsvTrouble;
    if (!code?.startsWith('CSV_')) throw error;
    throw unreadable(
      file,
      `The table cannot be read: ${message}.`,
      'Texts with commas, quotes or line breaks need quotes, quotes inside are doubled.',
      lines,
    );
  } finally {
    source.destroy();
  }
}

function checkHeader(columns: readonly string[], file: string): void {
  const twice = columns.find((name, index) => columns.indexOf(name) !== index);
  if (twice !== undefined)
    throw unreadable(
      file,
      `The first line names the column "${twice}" twice.`,
      'Each column needs a name of its own.',
      1,
    );
  if (columns.includes(''))
    throw unreadable(
      file,
      'The first line leaves a column without a name.',
      'The first line must name every column.',
      1,
    );
}
