import { LimbeckError } from '../../../src/core/errors.js';
import type { ChatMessage } from '../../../src/core/models/model-request.js';
import type { Row } from '../../../src/core/record-kinds.js';

/**
 * What a row asks of a model by itself: its `prompt`, its `messages`, or the `text` of a document. Students are trained
 * and measured on exactly this.
 */
export function rowMessages(row: Row): readonly ChatMessage[] {
  if (row['messages'] !== undefined && row['prompt'] === undefined) return readMessages(row);
  return [{ role: 'user', content: rowPrompt(row) }];
}

/** The prompt as one text; throws a `row` error when the row has none. */
export function rowPrompt(row: Row): string {
  const prompt = row['prompt'] ?? row['text'];
  if (typeof prompt === 'string') return prompt;
  throw new LimbeckError({
    code: 'row-without-prompt',
    message: `Row ${row.id} has neither a prompt nor a text.`,
    hint: 'Give the step a prompt template, or map a column to "prompt" where the data is read.',
    kind: 'row',
  });
}

function readMessages(row: Row): readonly ChatMessage[] {
  const messages = row['messages'];
  if (Array.isArray(messages) && messages.length > 0 && messages.every(isMessage)) return messages;
  throw new LimbeckError({
    code: 'row-messages-invalid',
    message: `Row ${row.id} has messages that are not a list of {role, content}.`,
    hint: 'Roles are system, user and assistant; content is text.',
    kind: 'row',
  });
}

function isMessage(value: unknown): value is ChatMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { role, content } = value as Record<string, unknown>;
  return (role === 'system' || role === 'user' || role === 'assistant') && typeof content === 'string';
}

/** A row's columns without its identity: what a record made from it takes along. */
export function columnsOf(row: Row): Record<string, unknown> {
  const { id: _id, parents: _parents, ...columns } = row;
  return columns;
}

/**
 * The columns that a new reply goes beside: an old reply moves to `reference`, where there is none yet. A trainer that
 * found both would teach the old one.
 */
export function columnsForReply(row: Row): Record<string, unknown> {
  const { completion, ...columns } = columnsOf(row);
  if (completion !== undefined) columns['reference'] ??= completion;
  return columns;
}

/** The names of those columns. */
export function namesForReply(columns: readonly string[]): readonly string[] {
  return columns.map((name) => (name === 'completion' ? 'reference' : name));
}
