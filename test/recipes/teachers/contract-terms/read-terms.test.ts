import { readTerms } from './parts.js';

const termsOf = (clause: string): unknown => {
  const read = readTerms(clause);
  return 'missing' in read ? read : [read.terms.start, read.terms.months, read.terms.notice_days];
};

test.each([
  [
    'This Lease begins on 3 March 2021 and runs for 18 months. Either party may end it on 30 days notice.',
    ['2021-03-03', 18, 30],
  ],
  ["From the 1st of May 2019 for two years, terminable on three weeks' notice.", ['2019-05-01', 24, 21]],
  [
    "On sixty (60) days' written notice either side may end this Contract, made for a year as of June 9, 2030.",
    ['2030-06-09', 12, 60],
  ],
  ['Start of term: 2026-11-30. Length of term: one year and six months. Notice: two months.', ['2026-11-30', 18, 60]],
  [
    "The term is six months and starts on 22nd August 2024. Invoices fall due within 10 days. It ends on a month's notice.",
    ['2024-08-22', 6, 30],
  ],
  [
    'Dated 2 January 2020, this Lease takes effect on 1 February 2020 for five years; the notice period is six months.',
    ['2020-02-01', 60, 180],
  ],
  [
    'With a notice period of 3 months, A Ltd takes fuel from B Ltd for 3 months, starting on 2018-03-09.',
    ['2018-03-09', 3, 90],
  ],
  [
    'It runs from 14 October 2027 for four quarters. To leave, a party writes a fortnight in advance.',
    ['2027-10-14', 12, 14],
  ],
])('%s', (clause, terms) => {
  expect(termsOf(clause)).toEqual(terms);
});

test.each([
  ['The rent is due monthly.', 'start date'],
  ['It begins on 3 March 2021 and may be ended on 30 days notice.', 'duration'],
  ['It begins on 3 March 2021 and runs for 18 months.', 'notice period'],
  ['It begins on 30 February 2021, runs for a year and ends on 30 days notice.', 'start date'],
])('%s: it says what is missing', (clause, missing) => {
  expect(termsOf(clause)).toEqual({ missing });
});

test('the places of a reading are the words that state it', () => {
  const clause = "From 3 March 2021 for two years, terminable on a week's notice.";
  const read = readTerms(clause);
  if ('missing' in read) throw new Error(read.missing);
  const { start, months, notice } = read.places;
  expect([start, months, notice].map(({ from, to }) => clause.slice(from, to))).toEqual([
    '3 March 2021',
    'two years',
    "a week's",
  ]);
});
