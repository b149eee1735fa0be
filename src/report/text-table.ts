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
    Math.max(column.title.length, ...rows.map((row) => (row[at] ?? '').length)),
  );
  const over = widths.reduce((a, b) => a + b, 0) + gap.length * (columns.length - 1) - width;
  if (over > 0) widths[0] = Math.max(8, widths[0]! - over);
  const line = (cells: readonly string[]) =>
    columns
      .map(({ right }, at) => {
        const cell = shorten(cells[at] ?? '', widths[at]!);
        return right ? cell.padStart(widths[at]!) : cell.padEnd(widths[at]!);
      })
      .join(gap)
      .trimEnd();
  return [line(columns.map((column) => column.title)), ...rows.map(line)];
}

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, Math.max(0, length - 1))}…`;
}

/** Break at spaces; a longer word is broken where it must be. */
export function wrapText(text: string, width: number, indent = ''): string[] {
  const room = Math.max(10, width - indent.length);
  const lines: string[] = [];
  let line = '';
  for (let word of text.split(/\s+/).filter(Boolean)) {
    if (line !== '' && line.length + 1 + word.length > room) {
      lines.push(line);
      line = '';
    }
    while (word.length > room) {
      lines.push(word.slice(0, room));
      word = word.slice(room);
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  if (line !== '') lines.push(line);
  return lines.map((each) => indent + each);
}
