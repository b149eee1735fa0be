import type { JsonValue } from '../../../src/core/canonical-json.js';
import { jsonInSchemaOrder } from './schema-order.js';

const schema = {
  type: 'object',
  properties: {
    start: { type: 'string' },
    terms: { $ref: '#/$defs/terms' },
    list: { type: 'array', items: { properties: { z: {}, a: {} } } },
    '2': {},
    '1': {},
  },
  $defs: { terms: { properties: { months: {}, days: {} } } },
};

test.each<[JsonValue, string]>([
  [{ terms: { days: 30, months: 18 }, start: '2021-03-03' }, '{"start":"2021-03-03","terms":{"months":18,"days":30}}'],
  [{ list: [{ a: 1, z: 2 }, { a: 3 }] }, '{"list":[{"z":2,"a":1},{"a":3}]}'],
  [{ zeta: 1, start: 's', alpha: { b: 1, a: 2 } }, '{"start":"s","alpha":{"a":2,"b":1},"zeta":1}'],
  [[{ start: null }, 1.5, 'é"'], '[{"start":null},1.5,"é\\""]'],
])('%j', (value, expected) => {
  expect(jsonInSchemaOrder(value, Array.isArray(value) ? { items: schema } : schema)).toBe(expected);
});

test('a reference to itself and one to elsewhere do no harm', () => {
  const ring = { $ref: '#/$defs/a', $defs: { a: { $ref: '#/$defs/a' } } };
  expect(jsonInSchemaOrder({ b: 1, a: 2 }, ring)).toBe('{"a":2,"b":1}');
  expect(jsonInSchemaOrder({ b: 1, a: 2 }, { $ref: 'https://example.org/x' })).toBe('{"a":2,"b":1}');
});
