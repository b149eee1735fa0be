import { isUtf8 } from 'node:buffer';
import type { AsyncBuffer, FileMetaData } from 'hyparquet';
import { isLimbeckError } from '../../core/errors.js';
import type { DataFile, OpenFile, RawRow, RowFormat, RowLayout } from '../contract.js';
import { keysOf } from '../row-path.js';
import { unpackedFile } from '../unpacked-file.js';
import { unreadable } from '../unreadable.js';

/**
 * Parquet tables, a slice of a row group at a time; nested columns are held for a whole row group. Whole numbers beyond
 * 2^53 become text, times ISO text, bytes text where they are UTF-8 and base64 where not; lists and structs stay what they
 * are; a column without a value is left out.
 */
export const parquet: RowFormat = { name: 'parquet', nested: true, read };

/** A slice is at most this many rows, and about this many bytes of the table unpacked. */
const SLICE_ROWS = 50_000;
const SLICE_BYTES = 32 << 20;

async function* read(file: DataFile, layout: RowLayout): AsyncGenerator<RawRow> {
  const below = keysOf(layout.rows);
  // The table is read from its end; the caller's digest wants every byte once.
  if (!file.gzip) for await (const piece of file.bytes()) void piece;
  const open = file.gzip ? await unpackedFile(file) : await file.open();
  try {
    for await (const value of tableRows(open)) yield { value, below };
  } catch (error) {
    if (isLimbeckError(error) || !(error instanceof BrokenTable)) throw error;
    throw unreadable({
      file: file.name,
      message: `The file is not a whole Parquet table: ${error.message}.`,
      hint: 'It was not copied or written to its end, or is something else: fetch or make it anew.',
    });
  } finally {
    await open.close();
  }
}

class BrokenTable extends Error {}

async function* tableRows(open: OpenFile): AsyncGenerator<Record<string, unknown>> {
  const { parquetMetadataAsync, parquetReadObjects, parquetSchema } = await import('hyparquet');
  const { compressors } = await import('hyparquet-compressors');
  const file: AsyncBuffer = {
    byteLength: open.size,
    slice: async (from, to = open.size) => {
      const bytes = await open.read(from, to);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    },
  };
  const metadata = await tried(() => parquetMetadataAsync(file));
  const table = { file, metadata, compressors, utf8: false };
  const columns = parquetSchema(metadata).children;
  const nested = columns.filter(({ children }) => children.length > 0).map(({ element }) => element.name);
  const flat = columns.filter(({ children }) => children.length === 0).map(({ element }) => element.name);
  let groupStart = 0;
  for (const group of metadata.row_groups) {
    const rows = Number(group.num_rows);
    const range = { rowStart: groupStart, rowEnd: groupStart + rows };
    // The reader takes nested columns apart from their beginning whatever the range: once a group, not once a slice.
    const whole =
      nested.length === 0 ? [] : await tried(() => parquetReadObjects({ ...table, ...range, columns: nested }));
    const step = sliceRows(group);
    for (let from = 0; from < rows; from += step) {
      const to = Math.min(rows, from + step);
      const slice = { rowStart: groupStart + from, rowEnd: groupStart + to };
      const parts =
        flat.length === 0 ? [] : await tried(() => parquetReadObjects({ ...table, ...slice, columns: flat }));
      for (let at = from; at < to; at++) {
        const [flatPart, nestedPart] = [parts[at - from], whole[at]];
        if ((flat.length > 0 && !flatPart) || (nested.length > 0 && !nestedPart))
          throw new BrokenTable(`row ${groupStart + at + 1} is not there`);
        yield plainRow({ ...flatPart, ...nestedPart });
      }
    }
    groupStart += rows;
  }
}

function sliceRows({ num_rows, total_byte_size }: FileMetaData['row_groups'][number]): number {
  const rows = Number(num_rows);
  const slices = Math.max(1, Math.ceil(Number(total_byte_size) / SLICE_BYTES), Math.ceil(rows / SLICE_ROWS));
  return Math.max(1, Math.ceil(rows / slices));
}

/** Whatever the reader trips over is a fault of the file: it does nothing else. */
async function tried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (typeof (error as { code?: unknown }).code === 'string') throw error;
    throw new BrokenTable(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

function plainRow(row: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(row))
    if (value !== null && value !== undefined) plain[name] = plainValue(value);
  return plain;
}

function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') {
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : String(value);
  }
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value !== 'object' || value === null) return value ?? null;
  if (value instanceof Date) return value.toISOString();
  if (ArrayBuffer.isView(value)) {
    if (value instanceof Uint8Array) return Buffer.from(value).toString(isUtf8(value) ? 'utf8' : 'base64');
    return Array.from(value as unknown as ArrayLike<unknown>, plainValue);
  }
  if (Array.isArray(value)) return value.map(plainValue);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainValue(item)]));
}
