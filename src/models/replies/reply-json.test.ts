import { findJson } from './reply-json.js';
import { replySchema } from './reply-schema.js';

test.each([
  ['plain', '{"a":1}', 'object', { a: 1 }],
  ['padded', '\n {"a":1} \n', 'object', { a: 1 }],
  ['a scalar', '42', 'any', 42],
  ['fenced', 'Here:\n```json\n{"a":1}\n```\nDone.', 'object', { a: 1 }],
  ['fenced without a language', '```\n[1,2]\n```', 'array', [1, 2]],
  ['the second fence', '```\nnot json\n```\n```json\n{"a":1}\n```', 'object', { a: 1 }],
  ['inside prose', 'The answer is {"a":"}{"} as asked.', 'object', { a: '}{' }],
  ['after a brace that opens nothing', 'Set {x} gives {"a":1}', 'object', { a: 1 }],
  ['an object wanted, an array before it', 'From [1] follows {"a":1}', 'object', { a: 1 }],
  ['after thinking', '<think>maybe {"a":2}?</think>{"a":1}', 'object', { a: 1 }],
  ['escaped quotes', 'x {"a":"say \\"}\\""} y', 'object', { a: 'say "}"' }],
] as const)('JSON is found: %s', (_, text, wants, value) => {
  expect(findJson(text, wants)).toEqual({ value });
});

test.each(['', 'no', '{"a":1', '```json\n```', '{'.repeat(100_000), `${'{"a":'.repeat(50)}1`])(
  'no JSON is found in %.20j',
  (text) => {
    expect(findJson(text, 'object')).toBeUndefined();
  },
);

test('a schema says what is wrong, naming the place and the wanted values', () => {
  const schema = replySchema({
    type: 'object',
    properties: { colour: { enum: ['red', 'blue'] }, at: { type: 'string', format: 'date' } },
    required: ['colour'],
    additionalProperties: false,
  });
  expect(schema.read('{"colour":"red","at":"2026-02-03"}')).toEqual({ value: { colour: 'red', at: '2026-02-03' } });
  expect(schema.read('{"color":"red"}')).toEqual({
    error: expect.stringContaining(`must have required property 'colour'`),
  });
  expect(schema.read('{"color":"red"}')).toEqual({ error: expect.stringContaining('"color"') });
  expect(schema.read('{"colour":"green"}')).toEqual({
    error: '/colour must be equal to one of the allowed values (["red","blue"])',
  });
  expect(schema.read('{"colour":"red","at":"tomorrow"}')).toEqual({ error: '/at must match format "date"' });
});

test('equal schemas are compiled once, and draft-07 schemas are read as such', () => {
  const one = { type: 'object', properties: { a: { type: 'string' } } };
  expect(replySchema(one)).toBe(replySchema(structuredClone(one)));
  const old = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'array',
    items: [{ type: 'string' }],
    minItems: 1,
    maxItems: 1,
    additionalItems: false,
  };
  expect(replySchema(old).read('["a"]')).toEqual({ value: ['a'] });
});
