import { bandingFor, jaccardOfSketches, PERMUTATIONS, shinglesOf, signInto, SKETCH_SIZE } from './minhash.js';
import { spread } from './n-gram.js';

/** Bound once: in a test sandbox each look-up of a global is slow. */
const { imul } = Math;

export interface NearDuplicate {
  /** Place of the earlier text among those added. */
  readonly index: number;
  readonly similarity: number;
}

/**
 * Texts seen so far, found again by near-equality: MinHash bands name candidates, the Jaccard similarity of their
 * shingles decides, so nothing is called a duplicate below the threshold. Typed arrays only: about 350 bytes a text, and
 * four more for each of its first 256 shingles.
 */
export interface NearDuplicateIndex {
  readonly size: number;
  /** An earlier text with similarity at or above the threshold; when there is none the text is added. */
  findOrAdd(words: readonly string[]): NearDuplicate | undefined;
}

export function createNearDuplicateIndex(threshold: number, shingleSize: number): NearDuplicateIndex {
  const { bands, rows } = bandingFor(threshold);
  const signature = new Uint32Array(PERMUTATIONS);
  const bandKeys = new Int32Array(bands);
  const keys = createGrowing(Int32Array);
  const next = createGrowing(Int32Array);
  const sketches = createGrowing(Uint32Array);
  const ends: number[] = [0];
  const seenBy: number[] = [];
  let bits = 10;
  let heads = new Int32Array(bands << bits).fill(-1);
  let size = 0;
  let queries = 0;

  const sketchOf = (index: number): Uint32Array => sketches.slice(ends[index]!, ends[index + 1]!);
  const bucket = (band: number, key: number): number => (band << bits) + (key >>> (32 - bits));

  const link = (index: number): void => {
    for (let band = 0; band < bands; band++) {
      const at = bucket(band, keys.get(index * bands + band));
      next.set(index * bands + band, heads[at]!);
      heads[at] = index;
    }
  };

  const find = (sketch: Uint32Array<ArrayBuffer>): NearDuplicate | undefined => {
    queries++;
    for (let band = 0; band < bands; band++) {
      for (let index = heads[bucket(band, bandKeys[band]!)]!; index >= 0; index = next.get(index * bands + band)) {
        if (keys.get(index * bands + band) !== bandKeys[band] || seenBy[index] === queries) continue;
        seenBy[index] = queries;
        const similarity = jaccardOfSketches(sketch, sketchOf(index));
        if (similarity >= threshold) return { index, similarity };
      }
    }
    return undefined;
  };

  const add = (sketch: Uint32Array<ArrayBuffer>): void => {
    const index = size++;
    sketches.append(sketch);
    ends.push(sketches.length);
    keys.append(bandKeys);
    next.append(bandKeys);
    seenBy.push(0);
    if (size <= 1 << bits) {
      link(index);
      return;
    }
    bits++;
    heads = new Int32Array(bands << bits).fill(-1);
    for (let known = 0; known < size; known++) link(known);
  };

  return {
    get size() {
      return size;
    },
    findOrAdd: (words) => {
      const shingles = shinglesOf(words, shingleSize);
      signInto(signature, shingles);
      for (let band = 0; band < bands; band++) {
        let key = band;
        for (let place = band * rows; place < (band + 1) * rows; place++) {
          key = imul(key, 0x01000193) ^ signature[place]!;
        }
        bandKeys[band] = spread(key) | 0;
      }
      const sketch = shingles.subarray(0, SKETCH_SIZE);
      const found = find(sketch);
      if (!found) add(sketch);
      return found;
    },
  };
}

interface Growing<A> {
  readonly length: number;
  get(at: number): number;
  set(at: number, value: number): void;
  append(values: A): void;
  slice(from: number, to: number): A;
}

/** A typed array that doubles when it is full. */
function createGrowing<A extends Int32Array | Uint32Array>(Type: new (length: number) => A): Growing<A> {
  let store = new Type(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    get: (at) => store[at]!,
    set: (at, value) => {
      store[at] = value;
    },
    append: (values) => {
      while (length + values.length > store.length) {
        const larger = new Type(store.length * 2);
        larger.set(store);
        store = larger;
      }
      store.set(values, length);
      length += values.length;
    },
    slice: (from, to) => store.subarray(from, to) as A,
  };
}
