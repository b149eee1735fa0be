/** How good a ranking is, by what stands where. `gains` are those of the ranked, best rank first; 0 is of no use. */

/**
 * Discounted gain of the first k over that of the best order there could be (Järvelin and Kekäläinen, "Cumulated
 * gain-based evaluation of IR techniques", 2002; gains are linear and discounted by the logarithm of rank + 1, as in
 * trec_eval). `all` are the gains of everything that should be found.
 */
export function ndcgAt(k: number, gains: readonly number[], all: readonly number[]): number {
  const best = discounted(all.toSorted((a, b) => b - a).slice(0, k));
  return best === 0 ? 0 : discounted(gains.slice(0, k)) / best;
}

/** Share of what should be found that stands among the first k. */
export function recallAt(k: number, gains: readonly number[], all: readonly number[]): number {
  const wanted = all.filter((gain) => gain > 0).length;
  return wanted === 0 ? 0 : gains.slice(0, k).filter((gain) => gain > 0).length / wanted;
}

/** One over the rank of the first that is of use; 0 where none stands among the first k. */
export function reciprocalRankAt(k: number, gains: readonly number[]): number {
  const at = gains.slice(0, k).findIndex((gain) => gain > 0);
  return at === -1 ? 0 : 1 / (at + 1);
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, rank) => sum + gain / Math.log2(rank + 2), 0);
}
