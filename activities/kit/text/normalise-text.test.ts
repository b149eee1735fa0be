import { answerText, looseText, wordsOf } from './normalise-text.js';

test.each([
  ['The cat, sat!', ['the', 'cat', 'sat']],
  ["don't stop", ['don', 't', 'stop']],
  ['3.5 km', ['3', '5', 'km']],
  ['Größe ÉTÉ naïve', ['größe', 'été', 'naïve']],
  ['e\u0301te\u0301', ['\u00e9t\u00e9']],
  ['Ελλάδα Привет שלום مرحبا', ['ελλάδα', 'привет', 'שלום', 'مرحبا']],
  ['合同2021年', ['合', '同', '2021', '年']],
  ['カタカナとABC', ['カ', 'タ', 'カ', 'ナ', 'と', 'abc']],
  ['한국어 문장', ['한국어', '문장']],
  ['ｆｕｌｌ　１２', ['full', '12']],
  ['กำ', 'กำ'.normalize('NFKC').match(/[\u0e00-\u0e7f]\p{M}*/gu)!],
  ['नमस्ते दुनिया', ['नमस्ते', 'दुनिया']],
  ['...', []],
  ['', []],
])('the words of %j', (text, words) => {
  expect(wordsOf(text)).toEqual(words);
});

test.each([
  ['  Two\n\tWords ', 'two words'],
  ['ＡＢＣ。', 'abc。'],
])('%j, loosely', (text, expected) => {
  expect(looseText(text)).toBe(expected);
});

test.each([
  ['"Paris".', 'paris'],
  ['**42**', '42'],
  ['St. John\u2019s!', 'st. john\u2019s'],
  ['\u201cyes\u201d,', 'yes'],
  ['(a)', '(a)'],
  ['...', ''],
])('%j as an answer', (text, expected) => {
  expect(answerText(text)).toBe(expected);
});
