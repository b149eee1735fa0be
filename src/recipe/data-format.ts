export type DataFormat = 'jsonl' | 'json' | 'csv' | 'tsv';

/** How a file is read, by its name; `format` is undefined when the name does not say. */
export function formatByName(file: string): {
  readonly format: DataFormat | undefined;
  readonly gzip: boolean;
  readonly extension: string;
} {
  const gzip = /\.gz$/i.test(file);
  const extension = /\.([^./\\]+)$/.exec(file.replace(/\.gz$/i, ''))?.[1]?.toLowerCase() ?? '';
  const known: Readonly<Record<string, DataFormat>> = {
    jsonl: 'jsonl',
    ndjson: 'jsonl',
    json: 'json',
    csv: 'csv',
    tsv: 'tsv',
    tab: 'tsv',
  };
  return { format: Object.hasOwn(known, extension) ? known[extension] : undefined, gzip, extension };
}
