/**
 * Runs of n words as numbers. 53 bits: with a million runs on each side the chance that any two different ones meet is
 * about 1 in 10,000.
 */

/** Bound once: in a test sandbox each look-up of a global is slow. */
const { imul } = Math;

/** 32-bit FNV-1a over UTF-16 code units, then a finaliser that spreads every bit (murmur3's). */
export function hashWord(word: string, seed = 0): number {
  let hash = 0x811c9dc5 ^ seed;
  for (let i = 0; i < word.length; i++) hash = imul(hash ^ word.charCodeAt(i), 0x01000193);
  return spread(hash);
}

export function spread(value: number): number {
  let hash = value;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/** The numbers of all runs of `n` words, by the place of their first word. Empty when there are fewer words. */
export function nGrams(words: readonly string[], n: number): Float64Array {
  const count = Math.max(0, words.length - n + 1);
  const low = Uint32Array.from(words, (word) => hashWord(word));
  const high = Uint32Array.from(words, (word) => hashWord(word, 0x9e3779b9));
  const result = new Float64Array(count);
  for (let at = 0; at < count; at++) {
    let a = n;
    let b = ~n;
    for (let i = at; i < at + n; i++) {
      a = imul(a, 0x01000193) ^ low[i]!;
      b = imul(b, 0x85ebca6b) ^ high[i]!;
    }
    result[at] = spread(a) * 0x200000 + (spread(b) >>> 11);
  }
  return result;
}
