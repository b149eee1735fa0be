import { isLimbeckError } from '../../../src/core/errors.js';
import { madeFrom } from '../../../src/core/identity/made-from.js';
import type { WorkContext } from '../../../src/core/method.js';
import type { EmbedReply } from '../../../src/core/models/verb-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { columnText, questionText } from '../../kit/text/column-text.js';
import { createVectorIndex } from '../../kit/vectors/vector-index.js';
import { defineReduceRefine } from '../contract.js';
import { dedupEmbeddingParams, type DedupEmbeddingParams } from './params.js';

/** Keeps the first of texts that mean nearly the same: each row is compared with all that were kept before it. */
export const dedupEmbedding = defineReduceRefine<DedupEmbeddingParams>({
  id: 'dedup-embedding',
  version: 1,
  summary: "Keep rows whose meaning is near to no earlier row's.",
  category: 'deduplication',
  shape: 'reduce',
  ports: { rows: { kinds: 'any', description: 'Rows to look through, in order.' } },
  produces: { same: 'rows' },
  needs: { model: ['embeddings'] },
  params: dedupEmbeddingParams,
  estimate: (rows) => ({ calls: rows }),
  async *run({ rows }, ctx) {
    const kept = createVectorIndex();
    const keptIds: string[] = [];
    for await (const { row, reply } of embedded(rows!.read(), ctx)) {
      ctx.signal.throwIfAborted();
      if (reply === undefined) {
        yield row;
        continue;
      }
      if (!('vector' in reply)) {
        ctx.reject('not-embedded', { row, detail: reply.code });
        continue;
      }
      const near = kept.nearest(reply.vector);
      if (near && near.similarity >= ctx.params.threshold) {
        ctx.reject('near-meaning', { row, detail: `${keptIds[near.index]} (${near.similarity.toFixed(3)})` });
        continue;
      }
      kept.add(reply.vector);
      keptIds.push(row.id);
      yield madeFrom({ ...row }, reply);
    }
  },
});

interface Embedded {
  readonly row: Row;
  /** Undefined for a row without a text; a code where this text alone could not be embedded. */
  readonly reply: EmbedReply | { readonly code: string } | undefined;
}

/** In order, as many at a time as `texts_at_once` says. */
async function* embedded(rows: AsyncIterable<Row>, ctx: WorkContext<DedupEmbeddingParams>): AsyncGenerator<Embedded> {
  let waiting: Row[] = [];
  for await (const row of rows) {
    waiting.push(row);
    if (waiting.length < ctx.params.texts_at_once) continue;
    yield* await Promise.all(waiting.map((one) => embedRow(one, ctx)));
    waiting = [];
  }
  yield* await Promise.all(waiting.map((one) => embedRow(one, ctx)));
}

async function embedRow(row: Row, ctx: WorkContext<DedupEmbeddingParams>): Promise<Embedded> {
  const { field } = ctx.params;
  const text = field === undefined ? questionText(row) : columnText(row, field);
  if (text.trim() === '') return { row, reply: undefined };
  try {
    const [reply] = await ctx.embed('model', { texts: [text] });
    return { row, reply };
  } catch (error) {
    if (isLimbeckError(error) && error.kind === 'row') return { row, reply: { code: error.code } };
    throw error;
  }
}
