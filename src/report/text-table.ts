import { columnsOf, takeColumns } from './text-columns.js';

/** A table of plain text that fits a width: the first column gives way, numbers stand right. */
export interface TextColumn {
  readonly title: string;
  readonly right?: boolean;
}

const gap = '  ';

export function drawTable(
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
  width: number,
): string[] {
  const widths = columns.map((column, at) =>
    Math.max(columnsOf(column.title), ...rows.map((row) => columnsOf(row[at] ?? ''))),
  );
  const over = widths.reduce((a, b) => a + b, 0) + gap.length * (columns.length - 1) - width;
  if (over > 0) widths[0] = Math.max(8, widths[0]! - over);
  const line = (cells: readonly string[]) =>
    columns
      .map(({ right }, at) => padTo(shorten(cells[at] ?? '', widths[at]!), widths[at]!, right))
      .join(gap)
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map(line)];
}

/** Filled up with spaces on the right, or on the left. */
export function padTo(text: string, columns: number, right = false): string {
  const fill = ' '.repeat(Math.max(0, columns - columnsOf(text)));
  return right ? fill + text : text + fill;
}

export function shorten(text: string, columns: number): string {
  return columnsOf(text) <= columns ? text : `${takeColumns(text, columns - 1)}…`;
}

/** Break at spaces; a longer word is broken where it must be. */
export function wrapText(text: string, width: number, indent = ''): string[] {
  const room = Math.max(10, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && columnsOf(line) + 1 + columnsOf(word) > room) {
      lines.push(line);
      line = '';
    }
    while (columnsOf(word) > room) {
      const part = takeColumns(word, room);
      lines.push(part);
      word = word.slice(part.length);
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => indent + each);
}
