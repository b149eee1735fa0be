import type { DataFormat, RowFormat } from '../contract.js';
import { csv, tsv } from './delimited.js';
import { json } from './json.js';
import { jsonLines } from './json-lines.js';
import { parquet } from './parquet.js';
import { text } from './text.js';

/** Every format there is. Another one is a file here and a line in this list. */
export const formats: readonly RowFormat[] = [jsonLines, json, csv, tsv, parquet, text];

export function getFormat(name: DataFormat): RowFormat {
  return formats.find((format) => format.name === name)!;
}
