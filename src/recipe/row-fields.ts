import { RECORD_KINDS, type RecordKind } from '../core/record-kinds.js';

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

export type RowMapping = Readonly<Record<string, string>>;

/**
 * A file's row as a record's columns: mapped columns take their field's name, `id` and `parents` become `source_id` and
 * `source_parents`, all others keep theirs.
 */
export function mapRow(raw: Readonly<Record<string, unknown>>, fields: RowMapping = {}): Record<string, unknown> {
  const taken = new Set(Object.values(fields));
  const row: Record<string, unknown> = {};
  for (const [field, column] of Object.entries(fields)) {
    if (Object.hasOwn(raw, column)) row[field] = raw[column];
  }
  for (const [column, value] of Object.entries(raw)) {
    const name = Object.hasOwn(ownFields, column) ? ownFields[column]! : column;
    if (!taken.has(column) && !Object.hasOwn(row, name)) row[name] = value;
  }
  return row;
}

/** The first thing wrong with a row of a kind; undefined when it has what the kind asks for. */
export function rowFault(row: Readonly<Record<string, unknown>>, kind: RecordKind): string | undefined {
  const { required, optional } = RECORD_KINDS[kind];
  const turns = (optional as readonly string[]).includes('messages') && row['messages'] !== undefined;
  for (const field of required) {
    const value = row[field];
    if (value === undefined || value === null) {
      if (field === 'prompt' && turns) continue;
      return `has no "${field}", which ${kind} rows must have`;
    }
  }
  for (const field of [...required, ...optional]) {
    const value = row[field];
    if (value === undefined || value === null) continue;
    if (textFields.has(field) && typeof value !== 'string') return `has a "${field}" that is not text`;
    if (listFields.has(field) && !Array.isArray(value)) return `has a "${field}" that is not a list`;
  }
  if (row['messages'] !== undefined && row['messages'] !== null) return turnsFault(row['messages']);
  return undefined;
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
