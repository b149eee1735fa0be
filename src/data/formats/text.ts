import { LONGEST_ROW, type DataFile, type RawRow, type RowFormat, type RowLayout } from '../contract.js';
import { linesOf } from '../lines.js';
import { rowTooLong } from '../unreadable.js';
import { textPieces } from '../utf8.js';

/** Plain text: the whole file one row, or each line, or each paragraph (lines up to a blank one). Blank ones are none. */
export const text: RowFormat = { name: 'text', nested: false, read };

async function* read(file: DataFile, { split }: RowLayout): AsyncGenerator<RawRow> {
  const { source, name } = file;
  let gathered: string[] = [];
  let begin = 1;
  let chars = 0;
  const row = (): RawRow | undefined => {
    const content = gathered.join('\n');
    gathered = [];
    chars = 0;
    return content.trim() === '' ? undefined : { value: { text: content, source }, line: begin };
  };
  for await (const line of linesOf(textPieces(file), name)) {
    const blank = line.text.trim() === '';
    const ends = split === 'lines' || (split === 'paragraphs' && blank);
    if (gathered.length === 0) begin = line.line;
    if (!ends || split === 'lines') gathered.push(line.text);
    chars += line.text.length;
    if (chars > LONGEST_ROW) throw rowTooLong(name, split === undefined ? 'text' : 'paragraph', begin);
    const found = ends ? row() : undefined;
    if (found) yield found;
  }
  const last = row();
  if (last) yield last;
}
