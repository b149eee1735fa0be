import { columnsText } from '../../kit/text/column-text.js';
import { sha256Hex } from '../../../src/core/digest.js';
import { looseText } from '../../kit/text/normalise-text.js';
import { columnsOf } from '../../kit/asking/row-prompt.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineReduceRefine } from '../contract.js';
import { dedupExactParams, type DedupExactParams } from './params.js';

/** Keeps the first of equal rows. */
export const dedupExact = defineReduceRefine<DedupExactParams>({
  id: 'dedup-exact',
  version: 1,
  summary: 'Keep the first of equal rows.',
  category: 'deduplication',
  shape: 'reduce',
  ports: { rows: { kinds: 'any', description: 'Rows to look through, in order.' } },
  produces: { same: 'rows' },
  needs: {},
  params: dedupExactParams,
  async *run({ rows }, ctx) {
    const seen = new Set<string>();
    for await (const row of rows!.read()) {
      ctx.signal.throwIfAborted();
      const key = keyOf(row, ctx.params);
      if (seen.has(key)) ctx.reject('duplicate', { row });
      else {
        seen.add(key);
        yield row;
      }
    }
  },
});

/** 128 bits: even among a billion rows no two different ones are expected to meet. */
function keyOf(row: Row, { fields, compare }: DedupExactParams): string {
  const columns = fields ?? Object.keys(columnsOf(row)).toSorted();
  const names = fields ? '' : columns.join('\u0000');
  const text = columnsText(row, columns);
  return sha256Hex(`${names}\u0001${compare === 'loose' ? looseText(text) : text}`).slice(0, 32);
}
