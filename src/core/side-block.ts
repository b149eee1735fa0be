import type { Row } from './record-kinds.js';

/**
 * Bulk values that do not belong into JSON (log-probabilities by the thousand) lie beside the rows as blocks of bytes. A row
 * names its block by digest alone: where it lies is the data set's business, so filters, mixes and cuts into chunks leave
 * the row as it is.
 */
export interface BlockReference {
  /** SHA-256 of the block, 64 hex digits. */
  readonly digest: string;
  readonly bytes: number;
}

/** Kinds whose rows name a block, and the column that does. */
const BLOCK_COLUMNS: Readonly<Record<string, string>> = { logits: 'values' };

/** The column of a kind that names a block; undefined for kinds that are rows alone. */
export function blockColumn(kind: string): string | undefined {
  return Object.hasOwn(BLOCK_COLUMNS, kind) ? BLOCK_COLUMNS[kind] : undefined;
}

/** The block a row of this kind names. */
export function blockOf(kind: string, row: Row): BlockReference | undefined {
  const column = blockColumn(kind);
  const value = column === undefined ? undefined : row[column];
  return isBlockReference(value) ? value : undefined;
}

export function isBlockReference(value: unknown): value is BlockReference {
  if (typeof value !== 'object' || value === null) return false;
  const { digest, bytes } = value as Partial<Record<keyof BlockReference, unknown>>;
  return typeof digest === 'string' && /^[0-9a-f]{64}$/.test(digest) && typeof bytes === 'number';
}
