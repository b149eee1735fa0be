import { shellWord } from './shell-word.js';

test.each([
  ['read', 'read'],
  ['../a/b.c=d,e', '../a/b.c=d,e'],
  ['rounds[2]/read', "'rounds[2]/read'"],
  ['a b', "'a b'"],
  ["it's", String.raw`'it'\''s'`],
  ['', "''"],
])('%j is typed %s', (word, typed) => {
  expect(shellWord(word)).toBe(typed);
});
