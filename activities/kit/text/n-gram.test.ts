import { nGrams } from './n-gram.js';
import { createRandom } from '../../../src/core/random.js';

test('equal runs have equal numbers wherever they stand', () => {
  const a = nGrams(['x', 'to', 'be', 'or', 'not'], 3);
  const b = nGrams(['to', 'be', 'or'], 3);
  expect(a).toHaveLength(3);
  expect(a[1]).toBe(b[0]);
});

test.each([
  [
    ['a', 'b'],
    ['b', 'a'],
  ],
  [
    ['a', 'a'],
    ['a', 'b'],
  ],
  [
    ['ab', 'c'],
    ['a', 'bc'],
  ],
  [
    ['甲', '乙'],
    ['乙', '甲'],
  ],
])('%j and %j differ', (a, b) => {
  expect(nGrams(a, 2)[0]).not.toBe(nGrams(b, 2)[0]);
});

test('there are none in fewer words', () => {
  expect(nGrams(['a', 'b'], 3)).toHaveLength(0);
});

test('numbers are whole, below 2^53, and do not meet by chance', () => {
  const random = createRandom('n-grams');
  const words = Array.from({ length: 100_000 }, () => `w${random.below(1000)}`);
  const numbers = nGrams(words, 5);
  const texts = new Set(words.slice(0, numbers.length).map((_, at) => words.slice(at, at + 5).join(' ')));
  expect(new Set(numbers).size).toBe(texts.size);
  expect(numbers.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
});
