import { padTo, wrapText } from '../../report/text-table.js';
import { columnsOf } from '../../report/text-columns.js';
import type { Style } from '../output/style.js';
import type { Topic } from './topic.js';

const MARGIN = '  ';
const WIDEST_NAME = 28;

/** One topic as text for a terminal of `width` columns. */
export function renderTopic(topic: Topic, style: Style, width: number): string {
  const lines = [`${style.bold(topic.name)}  ${style.dim(topic.kind)}`, ...wrapText(topic.summary, width)];
  for (const { heading, rows } of topic.details()) {
    lines.push('', style.cyan(heading));
    lines.push(...rows.flatMap((row) => renderRow(row, nameWidth(rows), style, width)));
  }
  return lines.join('\n');
}

function nameWidth(rows: readonly (readonly string[])[]): number {
  const names = rows.filter((row) => row.length > 1).map(([name = '']) => columnsOf(name));
  return Math.min(WIDEST_NAME, Math.max(0, ...names));
}

/** A row of one cell is a line as it is; of more, a name and what is said of it. */
function renderRow([name = '', ...rest]: readonly string[], names: number, style: Style, width: number): string[] {
  const said = rest.filter((cell) => cell !== '');
  if (rest.length === 0) return columnsOf(name) + 2 <= width ? [MARGIN + name] : wrapText(name, width, MARGIN);
  const indent = ' '.repeat(MARGIN.length + names + 2);
  const text = said.flatMap((cell) => wrapText(cell, width, indent));
  const head = `${MARGIN}${style.bold(padTo(name, names))}`;
  if (columnsOf(name) > names || text.length === 0) return [head, ...text];
  return [`${head}  ${text[0]!.slice(indent.length)}`, ...text.slice(1)];
}
