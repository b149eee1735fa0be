import { jsonFault } from './json-fault.js';

test.each([
  ['{"a": 1}', undefined],
  [' [1, -2.5e3, "x\\n\\u00e9", true, null, {}] \n', undefined],
  ['{"a": }', { offset: 6, message: 'a value should stand here, not "}"' }],
  ['{"a": 1', { offset: 7, message: 'it ends where a comma or } should stand' }],
  ["{'a': 1}", { offset: 1, message: 'a key in double quotes should stand here, not "\'"' }],
  ['[1, 2,]', { offset: 6, message: 'a value should stand here, not "]"' }],
  ['{"a" 1}', { offset: 5, message: 'a colon should stand here, not "1"' }],
  ['"open', { offset: 0, message: 'this text is not closed, or holds a character that needs a backslash' }],
  ['{} {}', { offset: 3, message: 'more follows where the value ends' }],
  ['', { offset: 0, message: 'it ends too early' }],
  ['01', { offset: 1, message: 'more follows where the value ends' }],
  ['['.repeat(5000), { offset: 1001, message: 'it is nested too deep' }],
])('%j', (json, fault) => {
  expect(jsonFault(json)).toEqual(fault);
});

test('it agrees with JSON.parse on what is JSON', () => {
  const pieces = ['{', '}', '[', ']', ',', ':', '"a"', '1', '-', '.5', 'true', ' ', '\\', '"', 'nul', '\n'];
  let seed = 7;
  const pick = (): string => pieces[(seed = (seed * 1103515245 + 12345) % 2147483648) % pieces.length]!;
  for (let round = 0; round < 20_000; round++) {
    const json = Array.from({ length: 1 + (round % 7) }, pick).join('');
    let parses = true;
    try {
      JSON.parse(json);
    } catch {
      parses = false;
    }
    expect([json, jsonFault(json) === undefined]).toEqual([json, parses]);
  }
});
