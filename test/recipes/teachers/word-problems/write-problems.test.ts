import { createRandom } from '../../../../src/core/random.js';
import { readProblem, solveProblem, writeProblems } from './parts.js';

const examples = [
  'Mia has 12 eggs. Mia gives 5 of them to Ben. How many eggs does Mia have in the end?',
  'There are 4 jars with 3 nuts in each. Later 5 more nuts arrive. How many nuts are there now?',
];

test('every problem it writes can be solved, with amounts of two to twenty, and few repeat another', () => {
  const problems = writeProblems(examples, 300, createRandom('writer'));
  const solved = problems.map((problem) => solveProblem(readProblem(problem)!)!);
  expect(solved).toHaveLength(300);
  expect(solved.flatMap(({ steps }) => steps).filter(({ result }) => result < 2 || result > 20)).toEqual([]);
  expect(solved.filter(({ steps }) => steps.length < 1 || steps.length > 3)).toEqual([]);
  expect(new Set(problems).size).toBeGreaterThan(280);
});

test('it keeps to the sentences of the examples, and mixes them', () => {
  const known = new Set(examples.flatMap((text) => readProblem(text)!).map(({ form }) => form.text));
  const written = writeProblems(examples, 100, createRandom('forms'));
  const strange = written.flatMap((text) => readProblem(text)!).filter(({ form }) => !known.has(form.text));
  expect(strange).toEqual([]);
  expect(written.some((text) => / has \d.*Later .*in the end/.test(text))).toBe(true);
});

test('nobody owns what nobody was said to have', () => {
  const written = writeProblems(examples, 200, createRandom('owners'));
  expect(written.filter((text) => text.startsWith('There') && /gives|in the end/.test(text))).toEqual([]);
});

test('equal random streams give equal problems', () => {
  const write = (seed: string): string[] => writeProblems(examples, 20, createRandom(seed));
  expect(write('a')).toEqual(write('a'));
  expect(write('a')).not.toEqual(write('b'));
});

test('nothing comes of examples that cannot be read, or that ask for no step', () => {
  expect(writeProblems(['What is love?'], 5, createRandom('none'))).toEqual([]);
  expect(writeProblems(['Mia has 12 eggs. How many eggs are there now?'], 5, createRandom('none'))).toEqual([]);
});
