/**
 * The keys and values of the rows being decoded: for each layer two tensors of shape (rows, heads, length, head size), every
 * row filled up on the left to the common length. Steps hand the model's own outputs back to it; only a change of rows copies.
 */
export interface KeyValueCache {
  /** Two a layer, in the model's order: keys, values. */
  readonly tensors: readonly Float32Array[];
  readonly rows: number;
  readonly length: number;
}

export interface CacheShape {
  readonly tensors: number;
  readonly heads: number;
  readonly headDim: number;
}

export interface CachedRow {
  readonly cache: KeyValueCache;
  readonly row: number;
  /** Of `cache.length`, the places at the right that hold the row's own tokens. */
  readonly filled: number;
}

export function createEmptyCache(shape: CacheShape, rows: number): KeyValueCache {
  return { tensors: Array.from({ length: shape.tensors }, () => new Float32Array(0)), rows, length: 0 };
}

/** A cache of just these rows, from one or several caches, no longer than the longest of them needs. */
export function gatherRows({ tensors, heads, headDim }: CacheShape, rows: readonly CachedRow[]): KeyValueCache {
  const length = rows.reduce((longest, { filled }) => Math.max(longest, filled), 0);
  const gathered = Array.from({ length: tensors }, (_, tensor) => {
    const to = new Float32Array(rows.length * heads * length * headDim);
    rows.forEach(({ cache, row, filled }, place) => {
      const from = cache.tensors[tensor]!;
      for (let head = 0; head < heads; head++) {
        const end = (row * heads + head + 1) * cache.length;
        const target = ((place * heads + head + 1) * length - filled) * headDim;
        to.set(from.subarray((end - filled) * headDim, end * headDim), target);
      }
    });
    return to;
  });
  return { tensors: gathered, rows: rows.length, length };
}
