import { bandingFor, jaccardOfSketches, shinglesOf } from './minhash.js';
import { createNearDuplicateIndex } from './near-duplicates.js';
import { createRandom, type Random } from '../../../src/core/random.js';

const vocabulary = Array.from({ length: 2000 }, (_, index) => `word${index}`);

function randomText(random: Random, length: number): string[] {
  return Array.from({ length }, () => vocabulary[random.below(vocabulary.length)]!);
}

/** A copy with some words changed. */
function edited(words: readonly string[], changes: number, random: Random): string[] {
  const copy = [...words];
  for (let i = 0; i < changes; i++) copy[random.below(copy.length)] = vocabulary[random.below(vocabulary.length)]!;
  return copy;
}

function plainJaccard(a: readonly string[], b: readonly string[], size: number): number {
  const runs = (words: readonly string[]): Set<string> =>
    new Set(Array.from({ length: words.length - size + 1 }, (_, at) => words.slice(at, at + size).join(' ')));
  const left = runs(a);
  const right = runs(b);
  const both = [...left].filter((run) => right.has(run)).length;
  return both / (left.size + right.size - both);
}

test('the similarity of hashed shingles is the Jaccard similarity of the runs of words', () => {
  const random = createRandom('jaccard');
  for (let i = 0; i < 200; i++) {
    const a = randomText(random, 20 + random.below(200));
    const b = edited(a, random.below(12), random);
    expect(jaccardOfSketches(shinglesOf(a, 5), shinglesOf(b, 5))).toBeCloseTo(plainJaccard(a, b, 5), 12);
  }
});

test('for long texts it is estimated within a few hundredths', () => {
  const random = createRandom('long');
  for (let i = 0; i < 20; i++) {
    const a = randomText(random, 3000);
    const b = edited(a, 20 + random.below(200), random);
    const estimate = jaccardOfSketches(shinglesOf(a, 5).subarray(0, 256), shinglesOf(b, 5).subarray(0, 256));
    expect(Math.abs(estimate - plainJaccard(a, b, 5))).toBeLessThan(0.12);
  }
});

test.each([0.5, 0.7, 0.8, 0.9])(
  'at threshold %d at least 93 %% of the true near-duplicates are found, and nothing else',
  (threshold) => {
    const random = createRandom(`recall ${threshold}`);
    let expected = 0;
    let found = 0;
    for (let i = 0; i < 1000; i++) {
      const a = randomText(random, 40 + random.below(60));
      const b = edited(a, random.below(8), random);
      const similarity = plainJaccard(a, b, 5);
      const index = createNearDuplicateIndex(threshold, 5);
      index.findOrAdd(a);
      const duplicate = index.findOrAdd(b);
      if (similarity >= threshold) expected++;
      if (duplicate) {
        found++;
        expect(similarity).toBeGreaterThanOrEqual(threshold);
      }
    }
    expect(expected).toBeGreaterThan(100);
    expect(found / expected).toBeGreaterThan(0.93);
  },
);

test('the first of several is the one that stays, however many texts are in the index', () => {
  const random = createRandom('many');
  const index = createNearDuplicateIndex(0.8, 5);
  const texts = Array.from({ length: 2000 }, () => randomText(random, 30));
  expect(texts.map((words) => index.findOrAdd(words)).filter(Boolean)).toEqual([]);
  expect(texts.map((words) => index.findOrAdd(words)?.index)).toEqual(texts.map((_, place) => place));
  expect(index.size).toBe(2000);
});

test.each([
  [['a', 'b'], ['a', 'b'], true],
  [['a', 'b'], ['a', 'c'], false],
  [[], [], true],
  [[], ['a'], false],
])('short texts are compared whole: %j and %j', (a, b, same) => {
  const index = createNearDuplicateIndex(0.8, 5);
  index.findOrAdd(a);
  expect(index.findOrAdd(b) !== undefined).toBe(same);
});

test.each([
  [0.5, { bands: 42, rows: 3 }],
  [0.8, { bands: 21, rows: 6 }],
  [0.9, { bands: 12, rows: 10 }],
  [1, { bands: 4, rows: 32 }],
  [0.01, { bands: 128, rows: 1 }],
])('the signature is cut for threshold %d', (threshold, banding) => {
  expect(bandingFor(threshold)).toEqual(banding);
});

test.each([
  [0.5, ['a', 'b', 'c'], ['a', 'b', 'd']],
  [0.6, ['a', 'b', 'c', 'd'], ['a', 'b', 'c', 'e']],
  [0.75, ['a', 'b', 'c', 'd'], ['a', 'b', 'c']],
  [1, ['a', 'b'], ['b', 'a']],
])('a similarity of exactly the threshold %d is at the threshold', (threshold, a, b) => {
  const index = createNearDuplicateIndex(threshold, 1);
  index.findOrAdd(a);
  expect(index.findOrAdd(b)).toEqual({ index: 0, similarity: threshold });
});
