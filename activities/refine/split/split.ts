import { columnText } from '../../kit/text/column-text.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { ParamProblem, RowSource } from '../../../src/core/method.js';
import { sha256Hex } from '../../../src/core/digest.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineReduceRefine } from '../contract.js';
import { splitParams, type SplitParams } from './params.js';

/** Divides rows in two by a hash of what they are, never by their place: other rows do not change where a row goes. */
export const split = defineReduceRefine<SplitParams>({
  id: 'split',
  version: 1,
  summary: 'Divide rows in two, at random but for ever.',
  category: 'composition',
  shape: 'reduce',
  ports: { rows: { kinds: 'any', description: 'Rows to divide.' } },
  produces: { same: 'rows' },
  outputs: ['part', 'rest'],
  needs: {},
  params: splitParams,
  check: findProblems,
  async *run({ rows }, ctx) {
    const problem = findProblems(ctx.params)[0];
    if (problem) throw new LimbeckError({ code: 'split-size-unclear', message: problem.message, hint: problem.hint });
    const limit = ctx.params.share ?? (await limitForCount(rows!, ctx.params));
    for await (const row of rows!.read()) {
      ctx.signal.throwIfAborted();
      yield { output: placeOf(row, ctx.params) < limit ? 'part' : 'rest', row };
    }
  },
});

/** A number in [0, 1) that only the row's id (or its value in `by`) and the seed decide. */
function placeOf(row: Row, { by, seed }: SplitParams): number {
  const key = by === undefined ? row.id : columnText(row, by);
  return Number.parseInt(sha256Hex(`split/${seed}/${key}`).slice(0, 13), 16) / 2 ** 52;
}

/** The place below which `count` rows lie; rows of one group share a place and stay together. */
async function limitForCount(rows: RowSource, params: SplitParams): Promise<number> {
  const places = new Float64Array(rows.rows);
  let at = 0;
  for await (const row of rows.read()) places[at++] = placeOf(row, params);
  places.sort();
  const last = places[params.count! - 1];
  if (last === undefined) return 1;
  return places.find((place) => place > last) ?? 1;
}

function findProblems({ share, count }: SplitParams): ParamProblem[] {
  if ((share === undefined) !== (count === undefined)) return [];
  return [
    {
      path: share === undefined ? [] : ['count'],
      message: share === undefined ? 'Nothing says how large the part is.' : 'share and count exclude each other.',
      hint: 'Give one of share and count.',
    },
  ];
}
