import { extractAnswer } from './answer-extraction.js';
import { columnText } from './column-text.js';
import { LimbeckError } from './errors.js';
import type { Row } from './record-kinds.js';

/** The final answer of a text: what follows the marker where there is one, else the whole text. */
export function finalAnswer(text: string, marker: string | undefined): string {
  return (marker === undefined ? undefined : extractAnswer(text, marker)?.answer) ?? text.trim();
}

/** The right answer in a row's column. Without one the row can be neither checked nor scored: a `row` error. */
export function goldAnswer(row: Row, column: string, marker: string | undefined): string {
  const gold = finalAnswer(columnText(row, column), marker);
  if (gold !== '') return gold;
  throw new LimbeckError({
    code: 'row-without-gold',
    message: `Row ${row.id} has no right answer in "${column}".`,
    hint: 'Mend the data, or name the column that has it.',
    kind: 'row',
  });
}
