import { extractAnswer } from './answer-extraction.js';
import { columnText } from '../text/column-text.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { Row } from '../../../src/core/record-kinds.js';

/** The final answer of a text: what follows the marker where there is one, else the whole text. */
export function finalAnswer(text: string, marker: string | undefined): string {
  return (marker === undefined ? undefined : extractAnswer(text, marker)?.answer) ?? text.trim();
}

/** Where rows carry the right answer when no column is named; the first that says something counts. */
const goldColumns = ['reference', 'completion', 'gold'];

/** The right answer of a row that may have none: from the column named, or from where rows have it. */
export function knownAnswer(row: Row, column: string | undefined, marker: string | undefined): string | undefined {
  const columns = column === undefined ? goldColumns : [column];
  const text = columns.map((name) => columnText(row, name)).find((found) => found.trim() !== '');
  return text === undefined ? undefined : finalAnswer(text, marker);
}

/** Whether rows with these columns may have a right answer, and so records made from them a `gold`. */
export function mayHaveGold(columns: readonly string[], named: string | undefined): boolean {
  return named !== undefined || goldColumns.some((name) => columns.includes(name));
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
