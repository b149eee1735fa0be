import { canonicalJson } from '../../../src/core/canonical-json.js';
import type { Row } from '../../../src/core/record-kinds.js';

/** A column as text: text as it is, messages as their contents, anything else as canonical JSON. Empty when absent. */
export function columnText(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined || value === null) return '';
  if (typeof value === 'string') return value;
  return isMessageList(value) ? value.map(({ content }) => content).join('\n') : canonicalJson(value);
}

/** Several columns as one text; the separator occurs in no sane column, so neighbours never run into each other. */
export function columnsText(row: Row, columns: readonly string[]): string {
  return columns.map((column) => columnText(row, column)).join('\u0000');
}

/** Columns that hold what a record asks, whatever its kind; the first that a row has counts. */
const questionColumns = ['prompt', 'messages', 'text', 'query', 'task'];

/** What the row asks, without any answer: how rows are compared when no column is named. */
export function questionText(row: Row): string {
  const column = questionColumns.find((name) => row[name] !== undefined);
  if (column !== 'messages') return column === undefined ? '' : columnText(row, column);
  const turns = row['messages'];
  return isMessageList(turns)
    ? turns
        .filter(({ role }) => role === 'user')
        .map(({ content }) => content)
        .join('\n')
    : '';
}

function isMessageList(value: unknown): value is { role: unknown; content: string }[] {
  const isMessage = (item: unknown): boolean =>
    typeof item === 'object' && item !== null && 'content' in item && typeof item.content === 'string';
  return Array.isArray(value) && value.length > 0 && value.every(isMessage);
}
