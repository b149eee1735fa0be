import { columnText, questionText } from '../../kit/text/column-text.js';
import { createNearDuplicateIndex } from '../../kit/text/near-duplicates.js';
import { wordsOf } from '../../kit/text/normalise-text.js';
import { defineReduceRefine } from '../contract.js';
import { dedupMinhashParams, type DedupMinhashParams } from './params.js';

/** Keeps the first of nearly equal rows: each row is compared with those kept before it. */
export const dedupMinhash = defineReduceRefine<DedupMinhashParams>({
  id: 'dedup-minhash',
  version: 1,
  summary: 'Keep the first of nearly equal texts.',
  category: 'deduplication',
  shape: 'reduce',
  ports: { rows: { kinds: 'any', description: 'Rows to look through, in order.' } },
  produces: { same: 'rows' },
  needs: {},
  params: dedupMinhashParams,
  async *run({ rows }, ctx) {
    const { field, threshold, shingle } = ctx.params;
    const index = createNearDuplicateIndex(threshold, shingle);
    const keptIds: string[] = [];
    for await (const row of rows!.read()) {
      ctx.signal.throwIfAborted();
      const found = index.findOrAdd(wordsOf(field === undefined ? questionText(row) : columnText(row, field)));
      if (found) {
        ctx.reject('near-duplicate', { row, detail: `${keptIds[found.index]} (${found.similarity.toFixed(2)})` });
      } else {
        keptIds.push(row.id);
        yield row;
      }
    }
  },
});
