import type { ArtifactStore } from '../artifacts/contract.js';
import { createRandom } from '../core/random.js';
import type { Row } from '../core/record-kinds.js';

/** A row that is shown to a reviewer: which of which output. */
export interface ShownRow {
  readonly output: string;
  /** Place in the output, from 0. */
  readonly place: number;
  readonly row: Row;
}

export interface SampleInput {
  /** Key of the review: the same key, the same rows. */
  readonly review: string;
  /** Data set digests by output name. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Rows wanted; all when there are no more. */
  readonly rows: number;
}

/** The rows of a step that a reviewer sees, in their order. Of rows with one id only the first is among them. */
export async function sampleRows(
  artifacts: Pick<ArtifactStore, 'openDataSet'>,
  { review, outputs, rows }: SampleInput,
): Promise<readonly ShownRow[]> {
  const sets = await Promise.all(
    Object.keys(outputs)
      .toSorted()
      .map(async (output) => ({ output, ...(await artifacts.openDataSet(outputs[output]!)) })),
  );
  const total = sets.reduce((sum, set) => sum + set.rows, 0);
  const chosen = choosePlaces(total, Math.min(rows, total), review);
  const shown: ShownRow[] = [];
  const ids = new Set<string>();
  let before = 0;
  for (const { output, source } of sets) {
    let place = 0;
    for await (const row of source.read()) {
      if (chosen.has(before + place) && !ids.has(row.id)) {
        ids.add(row.id);
        shown.push({ output, place, row });
      }
      place++;
    }
    before += place;
  }
  return shown;
}

/** Floyd's sampling: `count` different numbers below `total`, each set of them as likely as any other. */
function choosePlaces(total: number, count: number, seed: string): ReadonlySet<number> {
  const random = createRandom(`review/${seed}`);
  const chosen = new Set<number>();
  for (let last = total - count; last < total; last++) {
    const place = random.below(last + 1);
    chosen.add(chosen.has(place) ? last : place);
  }
  return chosen;
}
