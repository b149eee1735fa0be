import { canonicalJson } from '../core/canonical-json.js';
import { LimbeckError } from '../core/errors.js';
import { isRecordKind, type Row } from '../core/record-kinds.js';
import { jsonFault } from '../data/json-fault.js';
import { nearestName } from '../recipe/problems/nearest-name.js';
import { rowFault } from '../data/row-fields.js';
import type { ShownRow } from './sample-rows.js';

export interface ReviewedText {
  /** JSON lines, as the reviewer left them. */
  readonly text: string;
  /** How errors name it. */
  readonly file: string;
  readonly shown: readonly ShownRow[];
  /** Kind of the rows. */
  readonly kind: string;
  /** Columns that later steps count on. */
  readonly columns: readonly string[];
}

/**
 * The rows a reviewer leaves, each under the id it had; those left out are removed. Throws `review-bad-row`, with the
 * line, for the first that is no JSON, has an unknown id, or lacks what rows of its kind must have.
 */
export function parseReviewed({ text, file, shown, kind, columns }: ReviewedText): readonly Row[] {
  const originals = new Map(shown.map(({ row }) => [row.id, row]));
  const lineOf = new Map<string, number>();
  const rows: Row[] = [];
  for (const [index, content] of text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .entries()) {
    if (content.trim() === '') continue;
    const line = index + 1;
    const refuse = (message: string, hint: string, column = 1): LimbeckError =>
      new LimbeckError({
        code: 'review-bad-row',
        message,
        hint,
        where: { file, line, column, text: content.trimEnd() },
      });
    const value = parseLine(content, refuse);
    const id = value['id'];
    const original = typeof id === 'string' ? originals.get(id) : undefined;
    if (typeof id !== 'string' || !original) {
      const near = typeof id === 'string' ? nearestName(id, [...originals.keys()]) : undefined;
      throw refuse(
        id === undefined ? 'This row has no "id".' : `No row with the id ${JSON.stringify(id)} was shown.`,
        near === undefined
          ? 'Keep the ids as they are; leave out the line of a row to remove it.'
          : `Did you mean "${near}"?`,
      );
    }
    const first = lineOf.get(id);
    if (first !== undefined)
      throw refuse(`The row "${id}" stands in line ${first} already.`, 'Keep one of the two lines.');
    lineOf.set(id, line);
    rows.push(checkRow({ value, original, kind, columns, refuse }));
  }
  return rows;
}

function parseLine(
  content: string,
  refuse: (message: string, hint: string, column?: number) => LimbeckError,
): Readonly<Record<string, unknown>> {
  const fault = jsonFault(content.trimEnd());
  if (fault)
    throw refuse(
      `This line is no JSON: ${fault.message}.`,
      'Each row is one JSON object on one line.',
      fault.offset + 1,
    );
  const value: unknown = JSON.parse(content);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  throw refuse('This line is no row.', 'Each row is one JSON object on one line.');
}

interface RowCheck {
  readonly value: Readonly<Record<string, unknown>>;
  readonly original: Row;
  readonly kind: string;
  readonly columns: readonly string[];
  readonly refuse: (message: string, hint: string) => LimbeckError;
}

function checkRow({ value, original, kind, columns, refuse }: RowCheck): Row {
  const { id, parents } = original;
  if (value['parents'] !== undefined && canonicalJson(value['parents']) !== canonicalJson(parents))
    throw refuse(
      `The row "${id}" has other "parents" than it had.`,
      'They say where a row comes from; leave them as they are.',
    );
  const fault = isRecordKind(kind) ? rowFault(value, kind) : undefined;
  if (fault !== undefined)
    throw refuse(`The row "${id}" ${fault.message}.`, 'Put the field back, or leave the whole line out.');
  const lost = columns.find((column) => original[column] !== undefined && value[column] === undefined);
  if (lost !== undefined)
    throw refuse(
      `The row "${id}" has lost its "${lost}", which later steps may read.`,
      'Put the field back, or leave the whole line out.',
    );
  return { ...value, id, parents };
}
