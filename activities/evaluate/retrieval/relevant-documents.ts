import { LimbeckError } from '../../../src/core/errors.js';
import type { Row } from '../../../src/core/record-kinds.js';

/** What a query should find, each with its grade. Throws a `row` error where the row does not say. */
export function relevantOf(row: Row, column: string): ReadonlyMap<string, number> {
  const value = row[column];
  const found = new Map<string, number>();
  if (typeof value === 'string') found.set(value, 1);
  else if (Array.isArray(value)) for (const each of value) found.set(String(each), 1);
  else if (typeof value === 'object' && value !== null)
    for (const [key, grade] of Object.entries(value)) if (Number(grade) > 0) found.set(key, Number(grade));
  if (found.size > 0 && !found.has('') && [...found.values()].every(Number.isFinite)) return found;
  throw withoutGold(row, `says in "${column}" of no document that it should be found`);
}

export function withoutGold(row: Row, says: string): LimbeckError {
  return new LimbeckError({
    code: 'row-without-gold',
    message: `Row ${row.id} ${says}.`,
    hint: 'Mend the held-out set, or name other columns in relevant, document and key.',
    kind: 'row',
  });
}
