import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';

/** Published data beside the checkout, read by tests only. Its absence is an error: a real-data test is never skipped. */
export function readShared(...path: string[]): string {
  const file = join(repoRoot, '..', 'shared', 'data', ...path);
  if (!existsSync(file)) {
    throw new Error(
      `The test data ${path.join('/')} is missing. Real-data tests need the folder shared/data beside the checkout.`,
    );
  }
  return readFileSync(file, 'utf8');
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
