import { wordsOf } from './normalise-text.js';
import { createRandom } from '../../../src/core/random.js';
import { createRougeIndex, rougeL } from './rouge-l.js';

/** The textbook table. */
function plainLcs(a: readonly string[], b: readonly string[]): number {
  const row = Array.from({ length: b.length + 1 }, () => 0);
  for (const word of a) {
    let diagonal = 0;
    for (let j = 1; j <= b.length; j++) {
      const above = row[j]!;
      row[j] = word === b[j - 1] ? diagonal + 1 : Math.max(above, row[j - 1]!);
      diagonal = above;
    }
  }
  return row[b.length]!;
}

function plainRougeL(a: string, b: string): number {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  return left.length + right.length === 0 ? 0 : (2 * plainLcs(left, right)) / (left.length + right.length);
}

test.each([
  ['the cat sat', 'the cat sat', 1],
  ['The cat, sat!', 'the CAT sat', 1],
  ['the cat sat on the mat', 'the mat', 0.5],
  ['a b c d', 'd c b a', 0.25],
  ['a a a', 'a', 0.5],
  ['police killed the gunman', 'police kill the gunman', 0.75],
  ['', 'words', 0],
  ['', '', 0],
  ['one two', 'three four', 0],
  ['契約は三月に始まる', '契約は四月に始まる', 8 / 9],
])('ROUGE-L of %j and %j is %d', (a, b, expected) => {
  expect(rougeL(a, b)).toBeCloseTo(expected, 12);
  expect(rougeL(b, a)).toBeCloseTo(expected, 12);
});

test('the bit-parallel length equals the plain table for texts of any length', () => {
  const random = createRandom('lcs');
  const text = (): string =>
    Array.from({ length: random.below(150) }, () => `w${random.below(1 + random.below(40))}`).join(' ');
  const texts = Array.from({ length: 40 }, text);
  const index = createRougeIndex();
  for (const added of texts) {
    const expected = texts.slice(0, index.size).map((other) => plainRougeL(added, other));
    const best = Math.max(0, ...expected);
    expect(index.nearest(added)?.similarity ?? 0).toBeCloseTo(best, 12);
    const limit = random.unit();
    expect(index.firstAbove(added, limit)?.index ?? -1).toBe(expected.findIndex((value) => value > limit));
    index.add(added);
  }
});

test('block boundaries at 32 and 64 words carry', () => {
  for (const length of [31, 32, 33, 63, 64, 65, 96, 97]) {
    const words = Array.from({ length }, (_, index) => `w${index}`);
    expect(rougeL(words.join(' '), words.join(' '))).toBe(1);
    expect(rougeL(words.join(' '), words.slice(1).join(' '))).toBeCloseTo((2 * (length - 1)) / (2 * length - 1), 12);
  }
});

test('4,000 short texts are compared with each other in seconds of processor time', () => {
  const random = createRandom('speed');
  const vocabulary = Array.from({ length: 300 }, (_, index) => `word${index}`);
  const texts = Array.from({ length: 4000 }, () =>
    Array.from({ length: 15 + random.below(20) }, () => vocabulary[random.below(60 + random.below(240))]!).join(' '),
  );
  const index = createRougeIndex();
  const started = process.cpuUsage();
  for (const text of texts) {
    index.firstAbove(text, 0.7);
    index.add(text);
  }
  // Not the clock's: a loaded machine gives less of itself.
  expect(process.cpuUsage(started).user / 1_000).toBeLessThan(20_000);
});
