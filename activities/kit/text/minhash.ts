import { hashWord, spread } from './n-gram.js';

/**
 * MinHash signatures (Broder, "On the resemblance and containment of documents", 1997): the share of equal places in two
 * signatures estimates the Jaccard similarity of two sets of shingles.
 */
export const PERMUTATIONS = 128;

/** Bound once: in a test sandbox each look-up of a global is slow. */
const { imul } = Math;

/** The set of a text's runs of `size` words, as sorted 32-bit hashes; a shorter text is one run. Never empty. */
export function shinglesOf(words: readonly string[], size: number): Uint32Array<ArrayBuffer> {
  const hashes = Uint32Array.from(words, (word) => hashWord(word));
  const width = Math.min(size, words.length);
  const runs = new Uint32Array(Math.max(1, words.length - width + 1));
  for (let at = 0; at < runs.length; at++) {
    let run = width;
    for (let i = at; i < at + width; i++) run = imul(run, 0x01000193) ^ hashes[i]!;
    runs[at] = spread(run);
  }
  runs.sort();
  let kept = 1;
  for (let i = 1; i < runs.length; i++) if (runs[i] !== runs[kept - 1]) runs[kept++] = runs[i]!;
  return runs.subarray(0, kept);
}

const multipliers = Uint32Array.from({ length: PERMUTATIONS }, (_, place) => spread(2 * place + 1) | 1);
const offsets = Uint32Array.from({ length: PERMUTATIONS }, (_, place) => spread(2 * place + 2));

/** Fill `signature` (PERMUTATIONS long) for a set of shingles. */
export function signInto(signature: Uint32Array, shingles: Uint32Array): void {
  for (let p = 0; p < PERMUTATIONS; p++) {
    const multiplier = multipliers[p]!;
    const offset = offsets[p]!;
    let least = 0xffffffff;
    for (let i = 0; i < shingles.length; i++) {
      const value = (imul(shingles[i]!, multiplier) + offset) >>> 0;
      if (value < least) least = value;
    }
    signature[p] = least;
  }
}

export interface Banding {
  readonly bands: number;
  /** Signature places per band. */
  readonly rows: number;
}

/**
 * How to cut a signature into bands so that a pair at the threshold shares a band with at least 99 % probability, with
 * as many places per band (as few false candidates) as that allows.
 */
export function bandingFor(threshold: number): Banding {
  for (let rows = 32; rows > 1; rows--) {
    const bands = Math.floor(PERMUTATIONS / rows);
    if (1 - (1 - threshold ** rows) ** bands >= 0.99) return { bands, rows };
  }
  return { bands: PERMUTATIONS, rows: 1 };
}

/** Shingles kept per text for the final check. */
export const SKETCH_SIZE = 256;

/**
 * Jaccard similarity of two sets from their smallest hashes. Exact while both sets have at most SKETCH_SIZE members;
 * beyond that the bottom-k estimate (standard error at most 0.03).
 */
export function jaccardOfSketches(a: Uint32Array, b: Uint32Array): number {
  const whole = a.length < SKETCH_SIZE && b.length < SKETCH_SIZE;
  const limit = whole ? a.length + b.length : SKETCH_SIZE;
  let i = 0;
  let j = 0;
  let union = 0;
  let both = 0;
  while (union < limit && (i < a.length || j < b.length)) {
    const left = i < a.length ? a[i]! : Infinity;
    const right = j < b.length ? b[j]! : Infinity;
    if (left === right) both++;
    if (left <= right) i++;
    if (right <= left) j++;
    union++;
  }
  return union === 0 ? 1 : both / union;
}
