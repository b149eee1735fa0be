import { showLine } from '../report/safe-text.js';

/** Cells on one line each; what would break the table is escaped. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;
  return [line(head), `|${head.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
}

function cell(text: string): string {
  return showLine(text)
    .replaceAll('|', String.raw`\|`)
    .replaceAll('<', '&lt;');
}
