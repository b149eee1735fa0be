import type { ScoredToken } from '../../../src/core/models/verb-request.js';
import { tokenDivergence } from './divergence.js';

/** A token of a distribution; the text's own is the first named. */
const token = (chances: Readonly<Record<string, number>>, top = Object.keys(chances).length): ScoredToken => {
  const all = Object.entries(chances).map(([text, chance]) => ({ text, logprob: Math.log(chance) }));
  const likeliest = all.toSorted((a, b) => b.logprob - a.logprob).slice(0, top);
  return {
    ...all[0]!,
    top: likeliest,
    tail: 1 - likeliest.reduce((sum, { logprob }) => sum + Math.exp(logprob), 0),
  };
};
const teacher = { a: 0.5, b: 0.3, c: 0.15, d: 0.05 };
const student = { a: 0.4, b: 0.1, c: 0.2, d: 0.3 };
/** Over all four, by the formula. */
const whole = 0.5 * Math.log(5 / 4) + 0.3 * Math.log(3) + 0.15 * Math.log(3 / 4) + 0.05 * Math.log(1 / 6);

test('where lists are whole it is the divergence', () => {
  const found = tokenDivergence(token(teacher), token(student));
  expect(found.kl).toBeCloseTo(whole, 8);
  expect(found.covered).toBeCloseTo(1, 12);
  expect(found.agree).toBe(true);
  expect(tokenDivergence(token(teacher), token(teacher)).kl).toBe(0);
});

test('shorter lists give a smaller bound, never a larger one', () => {
  const bounds = [1, 2, 3, 4].map((top) => tokenDivergence(token(teacher, top), token(student, top)).kl);
  for (const bound of bounds) expect(bound).toBeLessThanOrEqual(whole + 1e-9);
  // Only "a" stands in both lists of one: 0.5 and 0.5 against 0.4 and 0.6.
  expect(bounds[0]).toBeCloseTo(0.5 * Math.log(5 / 4) + 0.5 * Math.log(5 / 6), 12);
  expect(bounds[3]).toBeCloseTo(whole, 8);
});

test('lists without a common token tell of the text’s own alone', () => {
  const [p, q] = [token({ x: 0.1, a: 0.9 }, 1), token({ x: 0.2, b: 0.8 }, 1)];
  const found = tokenDivergence(p, q);
  expect(found.kl).toBeCloseTo(0.1 * Math.log(0.5) + 0.9 * Math.log(0.9 / 0.8), 12);
  expect(found).toMatchObject({ agree: false });
  expect(found.covered).toBeCloseTo(0.1, 12);
});

test('the text’s own token is the likeliest where no list is told', () => {
  const own = { text: 'a', logprob: Math.log(0.7), top: [], tail: 1 };
  expect(tokenDivergence(own, own)).toMatchObject({ kl: 0, agree: true });
});

test('parts of characters are one token only where a number says so', () => {
  const part = (id?: number): ScoredToken => ({
    ...(id === undefined ? {} : { id }),
    text: '\uFFFD',
    logprob: Math.log(0.9),
    top: [],
    tail: 1,
  });
  expect(tokenDivergence(part(), part()).covered).toBe(0);
  expect(tokenDivergence(part(7), part(7)).covered).toBeCloseTo(0.9, 12);
});

test('a student that gives no room to what the teacher can say has a large divergence, and no infinite one', () => {
  const { kl } = tokenDivergence(token({ a: 0.5, b: 0.5 }, 1), token({ a: 1 }, 1));
  expect(kl).toBeGreaterThan(5);
  expect(Number.isFinite(kl)).toBe(true);
});
