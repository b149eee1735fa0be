import { hash } from 'node:crypto';
import { RECORD_ID_LENGTH, recordIdText } from '../../../src/core/digest.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';

/**
 * Drafts become rows: one that brings an id is passed on under it; another is a new record, named after its parents,
 * the step and its place among those parents' children. One namer per row (map) or per data set (grow, reduce).
 */
export interface RowNamer {
  name(draft: RowDraft, fallbackParents: readonly string[]): Row;
}

export interface RowNamerInput {
  readonly stepKey: string;
  /** Rows the same step made before, whose places are taken. */
  readonly made?: Iterable<Row>;
}

export function createRowNamer({ stepKey, made = [] }: RowNamerInput): RowNamer {
  const children = new Map<string, number>();
  const takePlace = (parents: readonly string[]): number => {
    const family = parents.join(',');
    const place = children.get(family) ?? 0;
    children.set(family, place + 1);
    return place;
  };
  for (const row of made) takePlace(row.parents);
  return {
    name(draft, fallbackParents) {
      const parents = draft.parents ?? fallbackParents;
      if (draft.id !== undefined) return { ...draft, id: draft.id, parents };
      return { ...draft, id: idOf(parents, stepKey, takePlace(parents)), parents };
    },
  };
}

/** core's recordId, hashed by Node: every row that is made pays for it. */
function idOf(...place: Parameters<typeof recordIdText>): string {
  return hash('sha256', recordIdText(...place), 'hex').slice(0, RECORD_ID_LENGTH);
}
