import { badSchema } from './json-schema.js';

test.each([
  { type: 'object', properties: { start: { type: 'string', pattern: '^\\d{4}$' } }, required: ['start'] },
  {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $defs: { a: { type: 'string' } },
    items: { $ref: '#/$defs/a' },
  },
  { properties: { pattern: { type: 'string' }, $ref: { type: 'string' } } },
  { $id: 'https://example.org/x', $ref: '#/properties/a', properties: { a: {} } },
])('%j is a schema', async (schema) => {
  expect(await badSchema(schema)).toBeUndefined();
});

test.each([
  [{ type: 'strng' }, '/type', /allowed values/],
  [{ properties: { a: { minimum: 'x' } } }, '/properties/a/minimum', /number/],
  [{ type: 'string', pattern: '(' }, '', /pattern|regular expression/i],
  [{ patternProperties: { '[': {} } }, '', /pattern|regular expression/i],
  [{ $ref: '#/$defs/none' }, '', /can't resolve reference/],
  [{ $ref: 'https://example.org/elsewhere.json' }, '', /can't resolve reference/],
])('%j is none', async (schema, path, message) => {
  expect(await badSchema(schema)).toEqual({ path, message: expect.stringMatching(message) });
});
