import { daysInNotice, findQuantities, monthsIn, numberWords } from './parts.js';

test.each([
  ['18 months', 18, undefined],
  ['eighteen (18) months', 18, 540],
  ['one hundred and twenty months', 120, 3600],
  ["a week's notice", undefined, 7],
  ['a fortnight', undefined, 14],
  ['twenty-one calendar days', undefined, 21],
  ['two years and three months', 27, undefined],
  ['six quarters', 18, undefined],
  ['a 12-month term', 12, 360],
])('%s', (text, months, days) => {
  const found = findQuantities(text);
  expect(found).toHaveLength(1);
  expect(monthsIn(found[0]!)).toBe(months);
  if (days !== undefined) expect(daysInNotice(found[0]!)).toBe(days);
});

test('numbers without a unit of time are none', () => {
  expect(findQuantities('14 Mill Lane, 500 euros a piece, weekdays, one monthly fee')).toEqual([]);
});

test.each([
  [7, 'seven'],
  [20, 'twenty'],
  [45, 'forty-five'],
  [100, 'one hundred'],
  [121, 'one hundred and twenty-one'],
])('%i in words', (value, text) => {
  expect(numberWords(value)).toBe(text);
});
