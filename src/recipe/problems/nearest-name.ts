/**
 * Edits between two words: insert, delete, replace, or swap two neighbours (optimal string alignment). The swap is why
 * plain Levenshtein will not do: "trian" is one slip away from "train", not two.
 */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = last[column - 1]! + (a[row - 1] === b[column - 1] ? 0 : 1);
      let best = Math.min(replaced, last[column]! + 1, current[column - 1]! + 1);
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) best = Math.min(best, before[column - 2]! + 1);
      current.push(best);
    }
    before = last;
    last = current;
  }
  return last[b.length]!;
}

/** The known name that was most likely meant; undefined when none is near. Case, `_` and `-` count for nothing. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string): string => text.slice(0, 100).toLowerCase().replaceAll('_', '-');
  const wanted = plain(name);
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known) {
    const other = plain(candidate);
    const distance = editDistance(wanted, other);
    const bound = Math.max(1, Math.floor(Math.min(wanted.length, other.length) / 3));
    const begun = wanted.length >= 3 && other.startsWith(wanted);
    if ((distance <= bound || begun) && (best === undefined || distance < best.distance))
      best = { name: candidate, distance };
  }
  return best?.name;
}
