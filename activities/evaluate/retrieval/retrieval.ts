import { bootstrapMean } from '../../kit/answers/bootstrap.js';
import { ndcgAt, recallAt, reciprocalRankAt } from '../../kit/answers/ranking-metrics.js';
import { columnText } from '../../kit/text/column-text.js';
import type { Columns, MethodContext, Metrics, ParamProblem, RowSource } from '../../../src/core/method.js';
import type { MetricTraits } from '../../../src/core/metric.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineEvaluate } from '../contract.js';
import { embedDocuments, embedQuery, indexDocuments, rankDocuments, type DocumentIndex } from './document-index.js';
import { retrievalParams, type RetrievalParams } from './params.js';
import { relevantOf, withoutGold } from './relevant-documents.js';

const share = { interval: true, better: 'higher', unit: 'share', range: [0, 1] } as const;
const metrics = { ndcg: share, recall: share, mrr: share } as const satisfies Readonly<Record<string, MetricTraits>>;

/** How well an embedding model finds what belongs to a query, among all documents or among a few candidates. */
export const retrieval = defineEvaluate<RetrievalParams, DocumentIndex | undefined>({
  id: 'retrieval',
  version: 1,
  summary: 'How well an embedding model finds documents: nDCG, recall, MRR.',
  category: 'retrieval',
  shape: 'measure',
  ports: {
    rows: {
      kinds: ['pair', 'prompt', 'sft', 'document'],
      evaluation: true,
      description: 'Held-out queries with what they should find.',
    },
    documents: {
      kinds: 'any',
      optional: true,
      evaluation: true,
      description: 'What is searched. Without it each row brings its own candidates.',
    },
  },
  produces: null,
  metrics,
  record: { prediction: 'prediction', verdict: 'ndcg', gold: 'gold' },
  needs: { models: ['embeddings'] },
  params: retrievalParams,
  check: findMissingColumns,
  estimate: (rows, { models }) => ({ calls: rows * models.length }),
  shared: (ctx) => indexDocuments(ctx),
  async *run(row, ctx) {
    const { params, shared } = ctx;
    const query = columnText(row, params.query);
    if (query === '') throw withoutGold(row, `has no query in "${params.query}"`);
    const relevant = relevantOf(row, params.relevant);
    const index = shared ?? (await indexCandidates(row, relevant, ctx));
    const missing = shared && [...relevant.keys()].find((key) => !shared.has(key));
    if (missing !== undefined)
      throw withoutGold(row, `should find "${missing.slice(0, 100)}", which is none of the documents`);
    const ranked = rankDocuments(await embedQuery(query, ctx), index, relevant);
    const gains = ranked.map((at) => relevant.get(index.keys[at]!) ?? 0);
    const all = [...relevant.values()];
    yield {
      query,
      gold: [...relevant.keys()],
      prediction: ranked.slice(0, params.k).map((at) => index.keys[at]!),
      ndcg: ndcgAt(params.k, gains, all),
      recall: recallAt(params.k, gains, all),
      mrr: reciprocalRankAt(params.k, gains),
    };
  },
  fold: foldRankings,
});

/** Means over queries; one that failed found nothing. */
async function foldRankings(rows: RowSource, failed: number, ctx: MethodContext<RetrievalParams>): Promise<Metrics> {
  const names = Object.keys(metrics);
  const values = names.map(() => new Float64Array(rows.rows + failed));
  let at = 0;
  for await (const row of rows.read()) {
    ctx.signal.throwIfAborted();
    for (const [which, name] of names.entries()) values[which]![at] = Number(row[name]);
    at++;
  }
  const { resamples } = ctx.params;
  return Object.fromEntries(
    names.map((name, which) => [name, bootstrapMean(values[which]!, { random: ctx.random, resamples })]),
  );
}

async function indexCandidates(
  row: Row,
  relevant: ReadonlyMap<string, number>,
  ctx: MethodContext<RetrievalParams>,
): Promise<Pick<DocumentIndex, 'keys' | 'vectors'>> {
  const others = row[ctx.params.candidates];
  if (!Array.isArray(others) || others.length === 0)
    throw withoutGold(row, `has no list of candidates in "${ctx.params.candidates}"`);
  const keys = [...new Set([...relevant.keys(), ...others.map(String)])];
  return { keys, vectors: await embedDocuments(keys, ctx) };
}

function findMissingColumns(
  { candidates, document, key }: RetrievalParams,
  inputs: Readonly<Record<string, Columns>>,
): readonly ParamProblem[] {
  const { rows, documents } = inputs;
  const missing = (path: 'candidates' | 'document' | 'key', name: string, columns: Columns): ParamProblem[] =>
    columns.includes(name)
      ? []
      : [
          {
            path: [path],
            message: `The ${path === 'candidates' ? 'rows' : 'documents'} have no column "${name}".`,
            hint: `There are: ${columns.join(', ')}.${path === 'candidates' ? ' Or connect documents, to search them all.' : ''}`,
          },
        ];
  if (documents)
    return [...missing('document', document, documents), ...(key === undefined ? [] : missing('key', key, documents))];
  return rows ? missing('candidates', candidates, rows) : [];
}
