import type { JoinedRows, RowSource } from '../../../src/core/method.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { createPace } from '../scope.js';

/** Reads a data set once; afterwards rows are found by id, or by the id of a parent, and read from where they lie. */
export async function joinRows(source: RowSource, keep: (row: Row) => boolean = () => true): Promise<JoinedRows> {
  const byId = new Map<string, number>();
  const byParent = new Map<string, number[]>();
  const pace = createPace();
  let place = 0;
  for await (const row of source.read()) {
    const at = place++;
    if (pace.isDue) await pace.breathe();
    if (!keep(row)) continue;
    // Of equal ids the first counts, as everywhere.
    if (!byId.has(row.id)) byId.set(row.id, at);
    for (const parent of row.parents) {
      const children = byParent.get(parent);
      if (children) children.push(at);
      else byParent.set(parent, [at]);
    }
  }
  const readAt = async (at: number): Promise<Row> => {
    for await (const row of source.read(at, at + 1)) return row;
    throw new RangeError(`A data set of ${source.rows} rows has none at ${at}.`);
  };
  return {
    has: (id) => byId.has(id),
    hasChildOf: (id) => byParent.has(id),
    get: async (id) => {
      const at = byId.get(id);
      return at === undefined ? undefined : readAt(at);
    },
    childrenOf: (id) => Promise.all((byParent.get(id) ?? []).map(readAt)),
  };
}
