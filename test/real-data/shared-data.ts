import { readFileSync } from 'node:fs';
import { sharedFile } from '../support/shared-data.js';

/** Published data as text. Its absence is an error: a real-data test is never skipped. */
export function readShared(...path: string[]): string {
  return readFileSync(sharedFile(...path), 'utf8');
}

export function readSharedJsonLines<T>(...path: string[]): T[] {
  return readShared(...path)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Comma-separated values with a header, quotes doubled inside quotes, line breaks allowed in them. */
export function readSharedCsv(...path: string[]): Record<string, string>[] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of readShared(...path).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows[rows.length - 1]!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'));
    if (end !== ',') rows.push([]);
  }
  const [header = [], ...lines] = rows.filter((row) => row.length > 1);
  return lines.map((line) => Object.fromEntries(header.map((name, column) => [name, line[column]!])));
}
