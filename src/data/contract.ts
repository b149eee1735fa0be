/** What reads a data file, and what it gives. One file of formats/ a format, each held to contract-suite.ts. */
export type DataFormat = 'jsonl' | 'json' | 'csv' | 'tsv' | 'parquet' | 'text';

/** A file to read rows from, wherever it is. */
export interface DataFile {
  /** How errors name it. */
  readonly name: string;
  /** What rows of text say they come from: relative to the project folder. */
  readonly source: string;
  readonly gzip: boolean;
  /** The file as it is stored, from its beginning. Every format reads it to its end, so that a digest of it is whole. */
  readonly bytes: () => AsyncIterable<Uint8Array>;
  /** Any part of the file as it is stored, for formats that begin at their end. */
  readonly open: () => Promise<OpenFile>;
}

export interface OpenFile {
  readonly size: number;
  /** Bytes [from, to). */
  read(from: number, to: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** How rows are cut out of a file. */
export interface RowLayout {
  /** Path of keys down to the rows, for nested json, jsonl and parquet. */
  readonly rows?: string | undefined;
  /** What is one row of a text file. Default: the whole of it. */
  readonly split?: TextSplit | undefined;
}
export type TextSplit = 'lines' | 'paragraphs';

/** A value as it stands in the file, and where. */
export interface RawRow {
  readonly value: unknown;
  /** Of `value`, 1-based; undefined where the file has no lines. */
  readonly line?: number;
  /** The source line, where `value` is all of it. */
  readonly text?: string;
  /** What of the `rows` path is still to be gone down inside `value`. Default: none. */
  readonly below?: readonly string[];
}

export interface RowFormat {
  readonly name: DataFormat;
  /** Whether values can hold lists of rows. */
  readonly nested: boolean;
  /** Rows in the file's order. Holds one of them, or one row group. Throws `data-unreadable` with the place. */
  read(file: DataFile, layout: RowLayout): AsyncIterable<RawRow>;
}

/**
 * The longest row there may be, in characters: a file without line breaks is refused here, not when memory is full.
 * Documented in docs/guides/data.md.
 */
export const LONGEST_ROW = 64 << 20;

/** A file of a data set repository, pinned to a commit. */
export interface HubFile {
  readonly repo: string;
  readonly revision: string;
  readonly file: string;
}

export interface HubSettings {
  /** Absolute. */
  readonly projectFolder: string;
  /** Default: the public hub. */
  readonly endpoint?: string;
  /** A secret by the name of its environment variable. */
  readonly token?: { readonly env: string };
}

/** Gives the file's path relative to the project folder; it is whole and checked. Throws `hub-*` errors. */
export type FetchHubFile = (file: HubFile, settings: HubSettings) => Promise<string>;
