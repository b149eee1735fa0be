/**
 * Finds, among vectors kept before, the one that points most nearly the same way: exactly, by looking at all of them. The
 * lengths of vectors do not count.
 */
export interface VectorIndex {
  /** Undefined when none is there, or the vector has no direction (all zeros). */
  nearest(vector: Float32Array): Neighbour | undefined;
  /** Its place is the number of vectors added before. */
  add(vector: Float32Array): void;
}

export interface Neighbour {
  readonly index: number;
  /** Cosine, from -1 to 1. */
  readonly similarity: number;
}

/** Vectors of a block of memory; blocks are filled one after the other, none is ever copied. */
const BLOCK = 1024;

export function createVectorIndex(): VectorIndex {
  const blocks: Float32Array[] = [];
  let width = 0;
  let count = 0;
  return {
    nearest(vector) {
      const sought = unit(vector);
      if (!sought) return undefined;
      let best: Neighbour | undefined;
      for (let index = 0; index < count; index++) {
        const block = blocks[Math.floor(index / BLOCK)]!;
        const similarity = dot(sought, block, (index % BLOCK) * width);
        // The first among equals.
        if (!best || similarity > best.similarity) best = { index, similarity };
      }
      return best;
    },
    add(vector) {
      if (count === 0) width = vector.length;
      if (vector.length !== width)
        throw new RangeError(`A vector of ${vector.length} numbers among those of ${width}.`);
      if (count % BLOCK === 0) blocks.push(new Float32Array(BLOCK * width));
      blocks[Math.floor(count / BLOCK)]!.set(unit(vector) ?? vector, (count % BLOCK) * width);
      count++;
    },
  };
}

/** The vector at length one; undefined for one of zeros. */
function unit(vector: Float32Array): Float32Array | undefined {
  const length = Math.sqrt(dot(vector, vector, 0));
  return length > 0 ? vector.map((value) => value / length) : undefined;
}

/** Four sums side by side: a processor adds them at once, and one sum waits for itself. */
function dot(vector: Float32Array, others: Float32Array, from: number): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = vector.length - (vector.length % 4);
  for (let at = 0; at < whole; at += 4) {
    first += vector[at]! * others[from + at]!;
    second += vector[at + 1]! * others[from + at + 1]!;
    third += vector[at + 2]! * others[from + at + 2]!;
    fourth += vector[at + 3]! * others[from + at + 3]!;
  }
  for (let at = whole; at < vector.length; at++) first += vector[at]! * others[from + at]!;
  return first + second + (third + fourth);
}
