/** Forms in which rows are handed over. */
export type DataForm = 'jsonl' | 'parquet';

/** One output of a step as a file of an export. */
export interface WrittenTable {
  /** As readers call it: train, test, or the output's name. */
  readonly split: string;
  /** Relative to the export. */
  readonly file: string;
  readonly rows: number;
  readonly columns: readonly string[];
  readonly kind: string;
  readonly digest: string;
  /** Folder of the values that rows name, relative to the export; absent for kinds that are rows alone. */
  readonly side?: string;
}
