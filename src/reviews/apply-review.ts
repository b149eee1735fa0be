import { canonicalJson } from '../core/canonical-json.js';
import type { Row } from '../core/record-kinds.js';
import type { ShownRow } from './sample-rows.js';

/** What becomes of the rows that were shown: by output and place, the row to take or `removed`. */
export interface ReviewedRows {
  readonly find: (output: string, place: number) => Row | 'removed' | undefined;
  readonly edited: number;
  readonly removed: number;
}

/** `kept`: the rows the reviewer left. */
export function applyReview(shown: readonly ShownRow[], kept: readonly Row[]): ReviewedRows {
  const byId = new Map(kept.map((row) => [row.id, row]));
  const fates = new Map<string, Row | 'removed'>();
  let edited = 0;
  let removed = 0;
  for (const { output, place, row } of shown) {
    const fate = byId.get(row.id) ?? 'removed';
    if (fate === 'removed') removed++;
    else if (canonicalJson(fate) !== canonicalJson(row)) edited++;
    fates.set(`${place}/${output}`, fate);
  }
  return { find: (output, place) => fates.get(`${place}/${output}`), edited, removed };
}
