import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020.js';
import { createRandom } from '../../src/core/random.js';
import { exampleFolder } from './example-folder.js';
import { unstated, type GoldTerms } from './written-terms.js';
import { findDates, readTerms, writeClauses } from './teachers/contract-terms/parts.js';

interface Clause {
  readonly prompt: string;
  readonly completion: string;
}

const folder = exampleFolder('contract-terms');
const read = <T>(name: string): T[] =>
  readFileSync(join(folder, name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
const seeds = read<{ prompt: string }>('seeds.jsonl').map(({ prompt }) => prompt);
const gold = read<Clause>('gold.jsonl');
const heldOut = read<Clause>('held-out.jsonl');
const labelled = [...gold, ...heldOut];
const termsOf = ({ completion }: Clause): GoldTerms => JSON.parse(completion) as GoldTerms;

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
/** Runs of so many words in a row. */
const runsOf = (text: string, length: number): string[] => {
  const words = wordsOf(text);
  return words.slice(length - 1).map((_, from) => words.slice(from, from + length).join(' '));
};
const sharing = (texts: readonly string[], others: readonly string[], length: number): string[] => {
  const known = new Set(others.flatMap((text) => runsOf(text, length)));
  return texts.filter((text) => runsOf(text, length).some((run) => known.has(run)));
};

test('there are as many clauses as the recipe says, each of 15 to 50 words', () => {
  expect([seeds.length, gold.length, heldOut.length]).toEqual([150, 200, 300]);
  const all = [...seeds, ...labelled.map(({ prompt }) => prompt)];
  expect(all.filter((text) => text.split(' ').length < 15 || text.split(' ').length > 50)).toEqual([]);
});

test('every gold answer fits the schema, in the one spelling a student is taught', () => {
  const schema = JSON.parse(readFileSync(join(folder, 'schemas', 'terms.json'), 'utf8')) as Record<string, unknown>;
  const fits = new Ajv({ strict: true }).compile(schema);
  const bad = labelled.filter((clause) => {
    const { start, months, notice_days } = termsOf(clause);
    return !fits(termsOf(clause)) || clause.completion !== JSON.stringify({ start, months, notice_days });
  });
  expect(bad).toEqual([]);
});

test('every gold answer is stated in its clause', () => {
  const unfounded = labelled.map((clause) => ({ ...clause, missing: unstated(clause.prompt, termsOf(clause)) }));
  expect(unfounded.filter(({ missing }) => missing.length > 0)).toEqual([]);
});

test('no held-out clause shares 16 words in a row with a seed or a gold clause', () => {
  const known = [...seeds, ...gold.map(({ prompt }) => prompt)];
  expect(
    sharing(
      heldOut.map(({ prompt }) => prompt),
      known,
      16,
    ),
  ).toEqual([]);
});

test('what the teacher writes from the seeds does not bring the held-out clauses back', () => {
  const random = createRandom('reproduction');
  const written = Array.from({ length: 250 }, () =>
    writeClauses(
      Array.from({ length: 4 }, () => random.pick(seeds)),
      16,
      random,
      0.7,
    ),
  ).flat();
  expect(written).toHaveLength(4000);
  const heldOutTexts = heldOut.map(({ prompt }) => prompt);
  expect(heldOutTexts.filter((text) => written.includes(text))).toEqual([]);
  // A few share 16 words by chance: refine/decontaminate takes such rows out of the training data.
  expect(sharing(heldOutTexts, written, 16).length).toBeLessThan(10);
  // Wording that the seeds do not show: without it a student could only be asked what it has seen.
  const openings = new Set(written.flatMap((text) => runsOf(text.replaceAll(/[A-Z][\w&]*|\d+/g, ' '), 3)));
  const unseen = heldOutTexts.filter((text) => {
    const runs = runsOf(text.replaceAll(/[A-Z][\w&]*|\d+/g, ' '), 3);
    return runs.filter((run) => !openings.has(run)).length > runs.length / 4;
  });
  console.log(`held-out clauses with wording that the teacher never wrote: ${unseen.length} of ${heldOut.length}`);
  expect(unseen.length).toBeGreaterThan(45);
});

test('dates, durations and notices are spread out', () => {
  const count = (values: readonly (string | number)[]): number => new Set(values).size;
  expect(count(heldOut.map((clause) => termsOf(clause).start.slice(0, 7)))).toBeGreaterThan(100);
  expect(count(heldOut.map((clause) => termsOf(clause).months))).toBeGreaterThanOrEqual(12);
  expect(count(heldOut.map((clause) => termsOf(clause).notice_days))).toBeGreaterThanOrEqual(10);
  const dateForms = heldOut.map(({ prompt }) => {
    const { from, to } = findDates(prompt)[0]!;
    return prompt
      .slice(from, to)
      .replaceAll(/[A-Z][a-z]+/g, 'Month')
      .replaceAll(/\d+/g, '0')
      .replaceAll(/st|nd|rd/g, 'th');
  });
  expect(count(dateForms)).toBeGreaterThanOrEqual(5);
});

test('the rule-based teacher is good at the held-out clauses, and was not fitted to them', () => {
  const right = heldOut.filter(({ prompt, completion }) => {
    const found = readTerms(prompt);
    return !('missing' in found) && JSON.stringify(found.terms) === completion;
  });
  console.log(`teacher: ${right.length} of ${heldOut.length} held-out clauses read right`);
  expect(right.length / heldOut.length).toBeGreaterThanOrEqual(0.97);
});
