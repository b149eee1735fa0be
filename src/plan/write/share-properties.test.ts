import type { JsonSchema } from '../../core/method.js';
import { shareProperties } from './share-properties.js';

const long = { type: 'string', enum: ['one value of several', 'another value of several', 'a third one'] };
const objectWith = (properties: Record<string, JsonSchema>): JsonSchema => ({ type: 'object', properties });

test('what two methods take is said once; description and default stay with each', () => {
  const { params, shared } = shareProperties([
    objectWith({ how: { ...long, description: 'Mine.' } }),
    objectWith({ how: { ...long, description: 'Theirs.', default: 'a third one' } }),
  ]);
  expect(shared).toEqual({ ParamHow: long });
  expect(params).toEqual([
    objectWith({ how: { description: 'Mine.', $ref: '#/$defs/ParamHow' } }),
    objectWith({ how: { description: 'Theirs.', default: 'a third one', $ref: '#/$defs/ParamHow' } }),
  ]);
});

test('what one method alone takes, and what is as short as a reference, stays where it is', () => {
  const params = [objectWith({ alone: long, few: { type: 'integer' } }), objectWith({ few: { type: 'integer' } })];
  expect(shareProperties(params)).toEqual({ params, shared: {} });
});

test('one name with two meanings is shared under two names', () => {
  const other = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1, maxLength: 1000 } };
  const pair = [objectWith({ in_all: long }), objectWith({ in_all: other })];
  const { params, shared } = shareProperties([...pair, ...pair]);
  expect(shared).toEqual({ ParamInAll: long, ParamInAll2: other });
  expect(params[1]).toEqual(objectWith({ in_all: { $ref: '#/$defs/ParamInAll2' } }));
});
