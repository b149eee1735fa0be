import { readChoice, sameAnswer, type Comparison } from './compare-answers.js';

test.each<[string, string, Comparison, boolean]>([
  ['18 dollars', '18', 'auto', true],
  ['$18.00', '18', 'auto', true],
  ['eighteen', '18', 'auto', false],
  ['(b)', 'B', 'auto', true],
  ['The answer is B.', 'B', 'auto', true],
  ['B) Paris', '(B)', 'auto', true],
  ['A dog', 'A', 'auto', false],
  ['PARIS.', 'Paris', 'auto', true],
  ['Paris, France', 'Paris', 'auto', false],
  ['3 dogs', '3 Musketeers', 'auto', false],
  ['3 dogs', '3 Musketeers', 'number', true],
  ['18.0', '18', 'text', false],
  ['yes', '"Yes"', 'text', true],
  ['none', 'none', 'number', false],
  ['', '', 'choice', false],
])('%j against %j by %s: %s', (answer, gold, comparison, expected) => {
  expect(sameAnswer(answer, gold, comparison, { absolute: 0, relative: 0 })).toBe(expected);
});

test.each([
  ['C', 'C'],
  ['c.', 'C'],
  ['Answer: D', 'D'],
  ['I would pick (E) here', 'E'],
  ['option a', 'A'],
  ['the answer is a dog', undefined],
  ['Because', undefined],
])('%j chooses %s', (text, expected) => {
  expect(readChoice(text)).toBe(expected);
});
