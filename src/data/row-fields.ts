import { RECORD_KINDS, type RecordKind } from '../core/record-kinds.js';
import { nearestName } from '../recipe/problems/nearest-name.js';
import { valueAt, type NestedRow } from './row-path.js';

/** Fields that methods read as text. */
const textFields = new Set([
  'text',
  'prompt',
  'completion',
  'rationale',
  'answer',
  'chosen',
  'rejected',
  'query',
  'positive',
  'draft',
  'critique',
  'revision',
  'principle',
  'task',
  'feedback',
]);
const listFields = new Set(['messages', 'candidates', 'negatives', 'tools', 'steps', 'responses']);
/** Every record has these of its own; a column of that name is kept under another. */
const ownFields: Readonly<Record<string, string>> = { id: 'source_id', parents: 'source_parents' };

/** Record field -> column, or path in the row (row-path.ts). */
export type RowMapping = Readonly<Record<string, string>>;
type Columns = Readonly<Record<string, unknown>>;

/**
 * A file's row as a record's columns: mapped columns take their field's name, `id` and `parents` become `source_id` and
 * `source_parents`, all others keep theirs.
 */
export function createRowMapper(
  fields: RowMapping,
): (nested: NestedRow & { value: Columns }) => Record<string, unknown> {
  const mapped = Object.entries(fields);
  const taken = new Set(Object.values(fields));
  return (nested) => {
    const row: Record<string, unknown> = {};
    for (const [field, path] of mapped) {
      const value = valueAt(nested, path);
      if (value !== undefined) row[field] = value;
    }
    for (const [column, value] of Object.entries(nested.value)) {
      const name = Object.hasOwn(ownFields, column) ? ownFields[column]! : column;
      if (!taken.has(column) && !Object.hasOwn(row, name)) row[name] = value;
    }
    return row;
  };
}

export interface RowFault {
  readonly field: string;
  /** For the middle of a sentence. */
  readonly message: string;
}

/** The first thing wrong with a row of a kind; undefined when it has what the kind asks for. */
export function rowFault(row: Columns, kind: RecordKind): RowFault | undefined {
  const { required, optional } = RECORD_KINDS[kind];
  const turns = (optional as readonly string[]).includes('messages') && row['messages'] !== undefined;
  for (const field of required) {
    const value = row[field];
    if (value !== undefined && value !== null) continue;
    if (field === 'prompt' && turns) continue;
    return { field, message: `has no "${field}", which ${kind} rows must have` };
  }
  for (const field of [...required, ...optional]) {
    const value = row[field];
    if (value === undefined || value === null) continue;
    if (textFields.has(field) && typeof value !== 'string')
      return { field, message: `has a "${field}" that is not text` };
    if (listFields.has(field) && !Array.isArray(value))
      return { field, message: `has a "${field}" that is not a list` };
  }
  if (row['messages'] === undefined || row['messages'] === null) return undefined;
  const message = turnsFault(row['messages']);
  return message === undefined ? undefined : { field: 'messages', message };
}

/** What helps against a fault: the column that was probably meant, or what columns there are. */
export function columnFault(field: string, fields: RowMapping, raw: Columns): string {
  const columns = Object.keys(raw);
  const wanted = Object.hasOwn(fields, field) ? fields[field]! : field;
  if (Object.hasOwn(raw, wanted)) return `It stands in the column "${wanted}".${textExample(raw[wanted])}`;
  const [only] = columns;
  if (columns.length === 1 && /[;|]/.test(only!))
    return `Its one column is "${only}": part the cells by commas, or by tabs in a .tsv file.`;
  const turned = Object.entries(fields).find(([to, from]) => from === field && Object.hasOwn(raw, to));
  if (turned) return `The field comes first: fields: { ${field}: ${turned[0]} }.`;
  const near = nearestName(wanted, columns);
  if (near !== undefined && wanted !== field) return `Its columns hold no "${wanted}". Did you mean "${near}"?`;
  if (near !== undefined) return `Did you mean its column "${near}"? Map it: fields: { ${field}: ${near} }.`;
  const shown = columns.slice(0, 12).join(', ');
  return `Its columns: ${shown}. Map them with fields: { ${field}: COLUMN }.`;
}

function textExample(value: unknown): string {
  return typeof value === 'number' || typeof value === 'boolean' ? ` Put quotes around it: "${String(value)}".` : '';
}

function turnsFault(messages: unknown): string | undefined {
  const good = (turn: unknown): boolean =>
    typeof turn === 'object' &&
    turn !== null &&
    ['system', 'user', 'assistant'].includes(String((turn as { role?: unknown }).role)) &&
    typeof (turn as { content?: unknown }).content === 'string';
  return Array.isArray(messages) && messages.length > 0 && messages.every(good)
    ? undefined
    : 'has "messages" that are not a list of { role: system|user|assistant, content: text }';
}
