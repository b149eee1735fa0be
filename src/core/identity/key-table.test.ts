import { KeyTable } from './key-table.js';

test('a key gives back the number it had', () => {
  const table = new KeyTable();
  expect(['a', 'b', 'a', 'a', ''].map((key, number) => table.put(key, number))).toEqual([
    undefined,
    undefined,
    0,
    2,
    undefined,
  ]);
});

test('keys are counted', () => {
  const table = new KeyTable();
  expect(['x', 'y', 'x', 'x', 'y'].map((key) => table.count(key))).toEqual([0, 0, 1, 2, 1]);
});

test('20,000 keys that differ in a digit are told apart', () => {
  const table = new KeyTable();
  const key = (n: number): string => `row-${n}`;
  let known = 0;
  for (let n = 0; n < 20_000; n++) if (table.put(key(n), n) !== undefined) known++;
  let wrong = 0;
  for (let n = 0; n < 20_000; n++) if (table.put(key(n), 0) !== n) wrong++;
  expect({ known, wrong }).toEqual({ known: 0, wrong: 0 });
});
