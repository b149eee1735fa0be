import { findJson } from './json-in-text.js';

test.each([
  ['{"a":1}', { value: { a: 1 } }],
  [' [1, 2] ', { value: [1, 2] }],
  ['3', { value: 3 }],
  ['Sure:\n```json\n{"a": {"b": 1}}\n```\nDone.', { value: { a: { b: 1 } } }],
  ['```\n[1]\n```', { value: [1] }],
  ['The answer is {"a":1}, I think.', { value: { a: 1 } }],
  ['a list [1,2]!', { value: [1, 2] }],
  ['{"a":1', undefined],
  ['{a:1} and {"b":2}', undefined],
  ['none', undefined],
  ['', undefined],
])('%j', (text, expected) => {
  expect(findJson(text)).toEqual(expected);
});
