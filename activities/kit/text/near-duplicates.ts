import { bandingFor, jaccardOfSketches, PERMUTATIONS, shinglesOf, signInto, SKETCH_SIZE } from './minhash.js';
import { spread } from './n-gram.js';
import { createSketchStore, createTable, type Table } from './paged-numbers.js';

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
  return new BandedIndex(threshold, shingleSize);
}

class BandedIndex implements NearDuplicateIndex {
  size = 0;
  private readonly bands: number;
  private readonly rows: number;
  private readonly signature = new Uint32Array(PERMUTATIONS);
  private readonly bandKeys: Int32Array;
  private readonly keys: Table;
  /** By band, the text before in the same bucket, or -1. */
  private readonly next: Table;
  /** Where the text's sketch is, and the query that last looked at it. */
  private readonly facts = createTable(2);
  private readonly sketches = createSketchStore();
  private bits = 10;
  private heads: Int32Array;
  private queries = 0;

  constructor(
    private readonly threshold: number,
    private readonly shingleSize: number,
  ) {
    const { bands, rows } = bandingFor(threshold);
    this.bands = bands;
    this.rows = rows;
    this.bandKeys = new Int32Array(bands);
    this.keys = createTable(bands);
    this.next = createTable(bands);
    this.heads = new Int32Array(bands << this.bits).fill(-1);
  }

  findOrAdd(words: readonly string[]): NearDuplicate | undefined {
    const { bands, rows, signature } = this;
    const shingles = shinglesOf(words, this.shingleSize);
    signInto(signature, shingles);
    for (let band = 0; band < bands; band++) {
      let key = band;
      for (let place = band * rows; place < (band + 1) * rows; place++) {
        key = imul(key, 0x01000193) ^ signature[place]!;
      }
      this.bandKeys[band] = spread(key) | 0;
    }
    const sketch = shingles.subarray(0, SKETCH_SIZE);
    const found = this.find(sketch);
    if (!found) this.add(sketch);
    return found;
  }

  private bucket(band: number, key: number): number {
    return (band << this.bits) + (key >>> (32 - this.bits));
  }

  private find(sketch: Uint32Array<ArrayBuffer>): NearDuplicate | undefined {
    const { bands, bandKeys, keys, facts, next, heads, threshold } = this;
    const query = ++this.queries;
    for (let band = 0; band < bands; band++) {
      for (let index = heads[this.bucket(band, bandKeys[band]!)]!; index >= 0; index = next.get(index, band)) {
        if (keys.get(index, band) !== bandKeys[band] || facts.get(index, 1) === query) continue;
        facts.set(index, 1, query);
        const similarity = jaccardOfSketches(sketch, this.sketches.get(facts.get(index, 0)));
        if (similarity >= threshold) return { index, similarity };
      }
    }
    return undefined;
  }

  private add(sketch: Uint32Array<ArrayBuffer>): void {
    const index = this.size++;
    this.facts.set(index, 0, this.sketches.add(sketch));
    for (let band = 0; band < this.bands; band++) this.keys.set(index, band, this.bandKeys[band]!);
    if (this.size <= 1 << this.bits) {
      this.link(index);
      return;
    }
    this.bits++;
    this.heads = new Int32Array(this.bands << this.bits).fill(-1);
    for (let known = 0; known < this.size; known++) this.link(known);
  }

  private link(index: number): void {
    for (let band = 0; band < this.bands; band++) {
      const at = this.bucket(band, this.keys.get(index, band));
      this.next.set(index, band, this.heads[at]!);
      this.heads[at] = index;
    }
  }
}
