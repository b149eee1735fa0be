import { rowsOf, sourceOf } from '../../../test/support/fake-context.js';
import { mcnemar, pairAnswers } from './paired-answers.js';

test.each([
  [0, 0, 1],
  // Twice (1 + 9) of 512.
  [1, 8, 0.0390625],
  // R 4.3: binom.test(5, 20).
  [5, 15, 0.04139],
  [15, 5, 0.04139],
  [10, 10, 1],
])('%i rows on one side and %i on the other: p is %d', (one, other, p) => {
  expect(mcnemar(one, other)).toBeCloseTo(p, 5);
});

test('thousands of rows on one side have a p and no overflow', () => {
  expect(mcnemar(1000, 3000)).toBeLessThan(1e-100);
  expect(mcnemar(5000, 5000)).toBe(1);
});

const part = (answers: string, failed = 0) => ({
  failed,
  rows: sourceOf(
    rowsOf(
      ...Array.from(answers, (answer, at) => ({ id: `${answer}${at}`, parents: [`q${at}`], correct: answer === '+' })),
    ).filter((_, at) => answers[at] !== ' '),
  ),
});

test('models are paired two by two on the same rows, and a row that one failed is wrong there', async () => {
  const signal = new AbortController().signal;
  const [table] = await pairAnswers({ x: part('++--+'), y: part('+-+-'), z: part('     ', 5) }, signal);
  expect(table!.rows).toEqual([
    ['x', 'y', 1, 2, 1, 1, '1.000'],
    ['x', 'z', 0, 3, 0, 2, '0.250'],
    ['y', 'z', 0, 2, 0, 2, '0.500'],
  ]);
  expect(await pairAnswers({ x: part('+') }, signal)).toEqual([]);
});
