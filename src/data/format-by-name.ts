import type { DataFormat } from './contract.js';

const byExtension: Readonly<Record<string, DataFormat>> = {
  jsonl: 'jsonl',
  ndjson: 'jsonl',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  tab: 'tsv',
  parquet: 'parquet',
  txt: 'text',
  text: 'text',
  md: 'text',
};

/** How a file is read, by its name; `format` is undefined when the name does not say. */
export function formatByName(file: string): {
  readonly format: DataFormat | undefined;
  readonly gzip: boolean;
  readonly extension: string;
} {
  const gzip = /\.gz$/i.test(file);
  const extension = /\.([^./\\]+)$/.exec(file.replace(/\.gz$/i, ''))?.[1]?.toLowerCase() ?? '';
  return { format: Object.hasOwn(byExtension, extension) ? byExtension[extension] : undefined, gzip, extension };
}
