import { createRandom } from '../../../../src/core/random.js';
import { takeApart, readTerms, writeClauses } from './parts.js';

const examples = [
  "This Supply Agreement between Alder Ltd and Ms Novak begins on 3 March 2021 and runs for 18 months. The Buyer may end it on thirty days' written notice.",
  'Kestrel plc hires Halden Group for tax advice from 1 May 2022 for two years. The notice period is six weeks. No deposit is required.',
  "With a week's notice either party may end this Lease, made for a year as from June 9, 2030.",
];

test('a clause is taken to pieces at its sentences and slots', () => {
  expect(takeApart(examples[0]!)).toEqual({
    terms: ['This {kind} between {name1} and {name2} begins on {start} and runs for {months}.'],
    notice: ["The {role1} may end it on {notice'} written notice."],
    noticeFirst: false,
  });
  expect(takeApart('The rent is due monthly.')).toBeUndefined();
});

test('every clause it writes states a start, a duration and a notice, and none repeats another', () => {
  const clauses = writeClauses(examples, 300, createRandom('writer'), 0.7);
  expect(clauses.filter((clause) => 'missing' in readTerms(clause))).toEqual([]);
  expect(clauses.filter((clause) => /[{}]/.test(clause))).toEqual([]);
  expect(new Set([...clauses, ...examples]).size).toBe(303);
});

test('sentences of two examples meet in one clause', () => {
  const clauses = writeClauses(examples, 100, createRandom('mix'), 0);
  expect(clauses.some((clause) => /hires/.test(clause) && /may end it on/.test(clause))).toBe(true);
});

test('equal random streams give equal clauses', () => {
  const write = (seed: string): string[] => writeClauses(examples, 20, createRandom(seed), 0.7);
  expect(write('a')).toEqual(write('a'));
  expect(write('a')).not.toEqual(write('b'));
});

test('only whole phrases are said in another way', () => {
  const example = "It runs from 3 March 2021 for one year. Neither party may leave without 30 days' notice.";
  const clauses = writeClauses([example], 100, createRandom('words'), 1);
  expect(clauses.filter((clause) => !/Neither party/.test(clause))).toEqual([]);
});

test('an article fits the kind that follows it', () => {
  const clauses = writeClauses(
    ["Under a Lease, Alder Ltd serves from 3 March 2021 for one year, with 30 days' notice."],
    100,
    createRandom('article'),
    0,
  );
  expect(clauses.filter((clause) => /\ba [AEIO]|\ban [^AEIO]/.test(clause))).toEqual([]);
});
