import { isNumberText, readLastNumber, readNumber, sameNumber } from './number-in-text.js';

test.each([
  ['18', 18],
  ['18.', 18],
  ['$18', 18],
  ['$1,234.50', 1234.5],
  ['-$5', -5],
  ['$-5.25', -5.25],
  ['\u22127', -7],
  ['+3', 3],
  ['.5', 0.5],
  ['1,000,000', 1_000_000],
  ["12'345", 12345],
  ['12\u202f345', 12345],
  ['1,23', 1],
  ['18 dollars', 18],
  ['US$20 per day', 20],
  ['\u20ac 3.20', 3.2],
  ['about 12 km', 12],
  ['x = 7', 7],
  ['3 + 4 = 7', 7],
  ['3 + 4 =', 3],
  ['3/4', 0.75],
  ['1 1/2 cups', 1.5],
  ['\u00bd', 0.5],
  ['1\u00bd', 1.5],
  ['\\frac{3}{4}', 0.75],
  ['\\$1{,}000', 1],
  ['1.5e3', 1500],
  ['2 x 10^5 m', 200_000],
  ['1.5 \\times 10^{-3}', 0.0015],
  ['2.5 million', 2_500_000],
  ['5-3', 5],
  ['between 5 and -3', 5],
  ['\uff11\uff18', 18],
  ['B12', 12],
  ['007', 7],
])('%j is read as %d', (text, value) => {
  expect(readNumber(text)?.value).toBeCloseTo(value, 10);
});

test.each(['', 'none', 'twelve', '.', '$', '-'])('%j has no number', (text) => {
  expect(readNumber(text)).toBeUndefined();
});

test.each([
  ['50%', { value: 50, percent: true }],
  ['50 percent', { value: 50, percent: true }],
  ['12.5\uff05', { value: 12.5, percent: true }],
  ['50', { value: 50, percent: false }],
])('%j knows whether it is a percent', (text, expected) => {
  expect(readNumber(text)).toEqual(expected);
});

test.each([
  ['$1,234.50', true],
  ['50%', true],
  ['-3/4', true],
  ['18.', true],
  [' 18 ', true],
  ['18 dollars', false],
  ['3 Musketeers', false],
  ['2021-03-03', false],
  ['', false],
])('%j alone is a number: %s', (text, expected) => {
  expect(isNumberText(text)).toBe(expected);
});

test.each([
  ['18', '18.0', true],
  ['50%', '0.5', true],
  ['0.5', '50%', true],
  ['50%', '50', true],
  ['50%', '5', false],
  ['1/3', '0.333', false],
  ['0.1', '.10000000001', true],
  ['-5', '5', false],
])('%j equals %j: %s', (a, b, expected) => {
  expect(sameNumber(readNumber(a)!, readNumber(b)!, { absolute: 0, relative: 0 })).toBe(expected);
});

test('tolerances widen equality', () => {
  const [third, rounded] = [readNumber('1/3')!, readNumber('0.333')!];
  expect(sameNumber(third, rounded, { absolute: 0.001, relative: 0 })).toBe(true);
  expect(sameNumber(third, rounded, { absolute: 0, relative: 0.01 })).toBe(true);
  expect(sameNumber(third, rounded, { absolute: 0.0001, relative: 0.0001 })).toBe(false);
});

test.each([
  ['She makes 9 * 2 = $18.', 18],
  ['3 apples, 4 pears and 1,200 plums', 1200],
  ['7', 7],
  ['none', undefined],
])('the last number of %j is %d', (text, value) => {
  expect(readLastNumber(text)?.value).toBe(value);
});
