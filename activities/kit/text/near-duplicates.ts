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
 * shingles decides, so nothing is called a duplicate below the threshold. Typed arrays only: about 270 bytes a text at the
 * default threshold, and four more for each of its first 256 shingles.
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
  const keys = createTable(bands);
  /** By band, the text before in the same bucket, or -1. */
  const next = createTable(bands);
  /** Where the text's sketch is, and the query that last looked at it. */
  const facts = createTable(2);
  const sketches = createSketchStore();
  let bits = 10;
  let heads = new Int32Array(bands << bits).fill(-1);
  let size = 0;
  let queries = 0;

  const bucket = (band: number, key: number): number => (band << bits) + (key >>> (32 - bits));

  const link = (index: number): void => {
    for (let band = 0; band < bands; band++) {
      const at = bucket(band, keys.get(index, band));
      next.set(index, band, heads[at]!);
      heads[at] = index;
    }
  };

  const find = (sketch: Uint32Array<ArrayBuffer>): NearDuplicate | undefined => {
    queries++;
    for (let band = 0; band < bands; band++) {
      for (let index = heads[bucket(band, bandKeys[band]!)]!; index >= 0; index = next.get(index, band)) {
        if (keys.get(index, band) !== bandKeys[band] || facts.get(index, 1) === queries) continue;
        facts.set(index, 1, queries);
        const similarity = jaccardOfSketches(sketch, sketches.get(facts.get(index, 0)));
        if (similarity >= threshold) return { index, similarity };
      }
    }
    return undefined;
  };

  const add = (sketch: Uint32Array<ArrayBuffer>): void => {
    const index = size++;
    facts.set(index, 0, sketches.add(sketch));
    for (let band = 0; band < bands; band++) keys.set(index, band, bandKeys[band]!);
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

// Pages, not one array that doubles: that would hold everything twice whenever it grows.
const PAGE_BITS = 12;
const PAGE_ROWS = 1 << PAGE_BITS;

/** Rows of so many 32-bit numbers; a row is there once it is set. */
interface Table {
  get(row: number, column: number): number;
  set(row: number, column: number, value: number): void;
}

function createTable(width: number): Table {
  const pages: Int32Array[] = [];
  const place = (row: number, column: number): number => (row & (PAGE_ROWS - 1)) * width + column;
  return {
    get: (row, column) => pages[row >>> PAGE_BITS]![place(row, column)]!,
    set: (row, column, value) => {
      const page = (pages[row >>> PAGE_BITS] ??= new Int32Array(PAGE_ROWS * width));
      page[place(row, column)] = value;
    },
  };
}

const SKETCH_PAGE_BITS = 16;
const SKETCH_PAGE = 1 << SKETCH_PAGE_BITS;

/** Sketches of at most SKETCH_SIZE hashes, each whole in one page, its length before it. */
interface SketchStore {
  /** Where it is, for `get`. */
  add(sketch: Uint32Array): number;
  get(at: number): Uint32Array;
}

function createSketchStore(): SketchStore {
  const pages: Uint32Array[] = [];
  let end = 0;
  return {
    add: (sketch) => {
      const left = SKETCH_PAGE - (end & (SKETCH_PAGE - 1));
      if (left < sketch.length + 1) end += left;
      const at = end;
      const page = (pages[at >>> SKETCH_PAGE_BITS] ??= new Uint32Array(SKETCH_PAGE));
      const start = at & (SKETCH_PAGE - 1);
      page[start] = sketch.length;
      page.set(sketch, start + 1);
      end += sketch.length + 1;
      return at;
    },
    get: (at) => {
      const page = pages[at >>> SKETCH_PAGE_BITS]!;
      const start = (at & (SKETCH_PAGE - 1)) + 1;
      return page.subarray(start, start + page[start - 1]!);
    },
  };
}
