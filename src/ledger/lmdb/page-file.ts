import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/**
 * An LMDB data file as bytes, read without mapping it: a mapped file that is cut off ends the process at the first page
 * that is not there. Layout of data format 2, which lmdb-js writes on 64-bit little-endian machines. Reads only.
 */
const META_BYTES = 168;
const MAGIC = 0xbeefc0de;

/** Where a table begins and what it should hold. */
export interface TableHead {
  readonly flags: number;
  readonly branches: number;
  readonly leaves: number;
  readonly overflows: number;
  readonly entries: number;
  /** Undefined when the table is empty. */
  readonly root: number | undefined;
}

/** The newest of the two states a file holds. */
export interface Meta {
  readonly pageSize: number;
  readonly free: TableHead;
  readonly main: TableHead;
  readonly lastPage: number;
  readonly transaction: number;
}

export interface PageFile {
  readonly bytes: number;
  /** Undefined when neither state can be read: this is no LMDB file. */
  readonly meta: Meta | undefined;
  /** Undefined when the file ends before. */
  page(number: number, pageSize: number): Buffer | undefined;
  close(): void;
}

export function openPageFile(path: string): PageFile {
  const handle = openSync(path, 'r');
  const read = (position: number, length: number): Buffer | undefined => {
    const bytes = Buffer.alloc(length);
    return readSync(handle, bytes, 0, length, position) === length ? bytes : undefined;
  };
  const first = parseMeta(read(0, META_BYTES));
  const second = parseMeta(read(first?.pageSize ?? 4096, META_BYTES));
  return {
    bytes: fstatSync(handle).size,
    meta: !first || (second && second.transaction > first.transaction) ? second : first,
    page: (number, pageSize) => read(number * pageSize, pageSize),
    close: () => closeSync(handle),
  };
}

function parseMeta(bytes: Buffer | undefined): Meta | undefined {
  if (!bytes || bytes.readUInt32LE(24) !== MAGIC) return undefined;
  const pageSize = bytes.readUInt32LE(48);
  if (pageSize < 256 || pageSize > 65_536) return undefined;
  return {
    pageSize,
    free: tableHead(bytes.subarray(48)),
    main: tableHead(bytes.subarray(96)),
    lastPage: wide(bytes, 144),
    transaction: wide(bytes, 152),
  };
}

/** Of a table's head, in the file's own or in the leaf that names a table. */
export function tableHead(bytes: Buffer): TableHead {
  const root = bytes.readBigUInt64LE(40);
  return {
    flags: bytes.readUInt16LE(4),
    branches: wide(bytes, 8),
    leaves: wide(bytes, 16),
    overflows: wide(bytes, 24),
    entries: wide(bytes, 32),
    root: root === 0xffff_ffff_ffff_ffffn ? undefined : Number(root),
  };
}

export function wide(bytes: Buffer, at: number): number {
  return Number(bytes.readBigUInt64LE(at));
}
