import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RECORD_KINDS, type RecordKind } from '../core/record-kinds.js';
import { RECORD_SCHEMAS, shapeFault } from './record-shape.js';

const kinds = Object.keys(RECORD_KINDS) as RecordKind[];
interface Shape {
  readonly title: string;
  readonly required: readonly string[];
  readonly anyOf?: unknown;
  readonly properties: Readonly<Record<string, { readonly description?: string; readonly $ref?: string }>>;
}

test('every kind has a schema, and every schema a kind', () => {
  const files = readdirSync(join(__dirname, '../../schemas/records')).map((name) => name.replace('.schema.json', ''));
  expect(files.toSorted()).toEqual(kinds.toSorted());
  expect(Object.keys(RECORD_SCHEMAS).toSorted()).toEqual(kinds.toSorted());
});

test.each(kinds)('the schema of %s names the fields that the compiler counts on, each with its meaning', (kind) => {
  const { required, properties, anyOf } = RECORD_SCHEMAS[kind] as Shape;
  const { required: fields, optional } = RECORD_KINDS[kind];
  expect(Object.keys(properties).toSorted()).toEqual([...fields, ...optional].toSorted());
  const byMessages =
    (optional as readonly string[]).includes('messages') && (fields as readonly string[]).includes('prompt');
  expect([...required].toSorted()).toEqual(fields.filter((field) => !(byMessages && field === 'prompt')).toSorted());
  expect(anyOf !== undefined).toBe(byMessages);
  for (const { description, $ref } of Object.values(properties)) expect(description ?? $ref).toMatch(/\.$|Messages$/);
});

test.each<[RecordKind, Record<string, unknown>, string | undefined]>([
  ['sft', { prompt: 'a', completion: 'b', note: 3 }, undefined],
  ['sft', { messages: [{ role: 'user', content: 'a' }], completion: 'b' }, undefined],
  ['sft', { completion: 'b' }, 'it has neither "prompt" nor "messages"'],
  ['sft', { prompt: 'a' }, 'it has no "completion"'],
  ['sft', { prompt: 'a', completion: { text: 'b' } }, '"completion" must be string'],
  [
    'dialogue',
    { messages: [{ role: 'robot', content: 'a' }] },
    '"messages/0/role" must be equal to one of the allowed values',
  ],
  ['ranking', { prompt: 'a', candidates: [{ text: 'b', score: 1 }, { text: 'c' }] }, 'it has no "candidates/1/score"'],
  ['ranking', { prompt: 'a', candidates: [{ text: 'b', score: 1 }] }, '"candidates" must NOT have fewer than 2 items'],
  ['verifiable', { prompt: 'a', checker: 'python', gold: 4 }, '"checker" must be object'],
  ['verifiable', { prompt: 'a', checker: { kind: 'number' }, gold: 4 }, undefined],
  ['trajectory', { task: 'a', tools: [], steps: ['call'] }, '"steps/0" must be object'],
  ['labelled', { text: 'a', label: 'b', probabilities: { b: 'high' } }, '"probabilities/b" must be number'],
])('a %s of %j is told from a good one', (kind, record, fault) => {
  expect(shapeFault(kind, record)).toBe(fault);
});
