import { foldRows, rowsOf, runMap } from '../../../test/support/fake-context.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { rankDocuments } from './document-index.js';
import { retrieval } from './retrieval.js';

/** Vectors by hand: two topics and how long the text is. */
const embed = (text: string): number[] => [Number(/cat|puss/.test(text)), Number(/dog/.test(text)), text.length / 1000];
const documents = rowsOf(
  { name: 'd-cats', text: 'all about cats' },
  { name: 'd-dogs', text: 'all about dogs' },
  { name: 'd-both', text: 'cats and dogs' },
);
const run = (rows: readonly Row[], given: object = {}, side: readonly Row[] = documents) =>
  runMap(retrieval, { models: ['m'], key: 'name', relevant: 'wanted', ...given }, rows, {
    embed,
    side: { documents: side },
    asModel: 'm',
  });

test('each query ranks all documents, which are made into vectors once', async () => {
  const { rows, askedSo } = await run(
    rowsOf({ query: 'puss', wanted: 'd-cats' }, { query: 'dog', wanted: ['d-both', 'd-dogs'] }),
    { query_prefix: 'query: ', document_prefix: 'passage: ' },
  );
  expect(rows).toMatchObject([
    { query: 'puss', gold: ['d-cats'], prediction: ['d-cats', 'd-both', 'd-dogs'], ndcg: 1, recall: 1, mrr: 1 },
    { query: 'dog', prediction: ['d-dogs', 'd-both', 'd-cats'], ndcg: 1, recall: 1 },
  ]);
  expect(askedSo.map((request) => 'text' in request && request.text)).toEqual([
    'passage: all about cats',
    'passage: all about dogs',
    'passage: cats and dogs',
    'query: puss',
    'query: dog',
  ]);
});

test('only the first k count, and grades weigh', async () => {
  const set = rowsOf({ query: 'puss', wanted: { 'd-both': 3, 'd-cats': 1, 'd-dogs': 0 } });
  const { rows } = await run(set, { k: 1 });
  expect(rows[0]).toMatchObject({ gold: ['d-both', 'd-cats'], prediction: ['d-cats'], recall: 0.5, mrr: 1 });
  expect(rows[0]!['ndcg']).toBeCloseTo(1 / 3, 12);
});

test('without documents the candidates of the row are ranked, by their text', async () => {
  const pairs = rowsOf({ query: 'a dog', positive: 'dogs bark', negatives: ['cats purr', 'dog food', 'dogs bark'] });
  const { rows } = await run(pairs, { key: undefined, relevant: 'positive' }, []);
  expect((rows[0]!['prediction'] as string[]).toSorted()).toEqual(['cats purr', 'dog food', 'dogs bark']);
  expect(rows[0]!['mrr']).toBeGreaterThanOrEqual(0.5);
});

test('of documents that are equally near those that should be found come last', () => {
  const same = Float32Array.from([1, 0]);
  const index = { keys: ['wanted', 'x', 'y'], vectors: [same, same, same] };
  expect(rankDocuments(same, index, new Map([['wanted', 1]]))).toEqual([1, 2, 0]);
});

test.each([
  ['without a query', { wanted: 'd-cats' }],
  ['that says nothing of what should be found', { query: 'q' }],
  ['that wants what no document is', { query: 'q', wanted: ['d-cats', 'd-birds'] }],
  ['that wants nothing', { query: 'q', wanted: {} }],
  ['with a grade that is no number', { query: 'q', wanted: { 'd-cats': 'much' } }],
])('a row %s fails', async (_, row) => {
  expect((await run(rowsOf(row))).failed).toEqual([{ id: 'r0', code: 'row-without-gold' }]);
});

test('a pair without candidates fails where no documents are connected', async () => {
  const { failed } = await run(rowsOf({ query: 'q', wanted: 'x', negatives: [] }), {}, []);
  expect(failed).toEqual([{ id: 'r0', code: 'row-without-gold' }]);
});

test('documents of one name and two texts, or without a text, are refused', async () => {
  const set = rowsOf({ query: 'q', wanted: 'd' });
  const twice = rowsOf({ name: 'd', text: 'one' }, { name: 'd', text: 'other' });
  await expect(run(set, {}, twice)).rejects.toMatchObject({ code: 'documents-unusable' });
  await expect(run(set, {}, rowsOf({ name: 'd' }))).rejects.toMatchObject({ code: 'documents-unusable' });
});

test('columns that are not there are problems of the recipe', () => {
  const check = (params: object, inputs: Record<string, string[]>): unknown =>
    retrieval.check!({ candidates: 'negatives', document: 'text', ...params } as never, inputs);
  expect(check({}, { rows: ['query', 'positive', 'negatives'] })).toEqual([]);
  expect(check({ key: 'name' }, { rows: ['query'], documents: ['text', 'title'] })).toEqual([
    { path: ['key'], message: 'The documents have no column "name".', hint: 'There are: text, title.' },
  ]);
  expect(check({}, { rows: ['query', 'positive'] })).toEqual([
    {
      path: ['candidates'],
      message: 'The rows have no column "negatives".',
      hint: 'There are: query, positive. Or connect documents, to search them all.',
    },
  ]);
});

test('metrics are means over queries, with intervals; a query that failed found nothing', async () => {
  const rows = [
    { ndcg: 1, recall: 1, mrr: 1 },
    { ndcg: 0.5, recall: 1, mrr: 0.25 },
  ];
  const metrics = await foldRows(retrieval, { models: ['m'] }, rows, 2);
  expect(metrics['ndcg']).toMatchObject({ value: 0.375, n: 4 });
  expect(metrics['recall']).toMatchObject({ value: 0.5 });
  expect(metrics['mrr']!.low!).toBeLessThan(metrics['mrr']!.high!);
});
