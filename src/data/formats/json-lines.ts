import type { DataFile, RawRow, RowFormat, RowLayout } from '../contract.js';
import { jsonFault, jsonHint } from '../json-fault.js';
import { linesOf } from '../lines.js';
import { keysOf } from '../row-path.js';
import { unreadable } from '../unreadable.js';
import { textPieces } from '../utf8.js';

/** One JSON object a line; blank lines are passed over. */
export const jsonLines: RowFormat = { name: 'jsonl', nested: true, read };

async function* read(file: DataFile, layout: RowLayout): AsyncGenerator<RawRow> {
  const below = keysOf(layout.rows);
  for await (const { text, line } of linesOf(textPieces(file), file.name)) {
    if (text.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      const fault = jsonFault(text);
      throw unreadable({
        file: file.name,
        message: `Line ${line} is not JSON: ${fault?.message ?? 'it cannot be read'}.`,
        hint:
          line === 1 && /^\s*\[/.test(text)
            ? 'The file looks like one JSON list: say format: json.'
            : jsonHint(fault?.message ?? ''),
        line,
        column: (fault?.offset ?? 0) + 1,
        text,
      });
    }
    yield { value, line, text, below };
  }
}
