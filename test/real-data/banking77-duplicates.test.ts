import { decontaminate } from '../../activities/refine/decontaminate/decontaminate.js';
import { dedupExact } from '../../activities/refine/dedup-exact/dedup-exact.js';
import { dedupMinhash } from '../../activities/refine/dedup-minhash/dedup-minhash.js';
import { wordsOf } from '../../activities/kit/text/normalise-text.js';
import type { Row } from '../../src/core/record-kinds.js';
import { runReduce } from '../support/fake-context.js';
import { readSharedCsv } from './shared-data.js';

const load = (file: string): Row[] =>
  readSharedCsv('banking77', file).map(({ text, category }, index) => ({
    id: `${file}:${index}`,
    parents: [],
    text,
    category,
  }));
const train = load('train.csv');
const heldOut = load('test.csv');

test('the published counts of rows, repeated texts and texts in both splits are found', async () => {
  const unique = async (rows: readonly Row[]): Promise<{ rows: Row[]; repeated: number }> => {
    const result = await runReduce(dedupExact, { fields: ['text'], compare: 'loose' }, { rows });
    return { rows: result.rows as Row[], repeated: result.rejected.length };
  };
  const ours = await unique(train);
  const theirs = await unique(heldOut);
  const both = await unique([...ours.rows, ...theirs.rows]);
  expect({ train: train.length, test: heldOut.length }).toEqual({ train: 10003, test: 3080 });
  expect({ inTrain: ours.repeated, inTest: theirs.repeated, inBoth: both.repeated }).toEqual({
    inTrain: 4,
    inTest: 1,
    inBoth: 7,
  });
});

test('decontamination drops every training row that is a held-out one, and says which', async () => {
  const result = await runReduce(decontaminate, {}, { rows: train, against: heldOut });
  const whole = new Set(heldOut.map((row) => wordsOf(String(row['text'])).join(' ')));
  const equal = train.filter((row) => whole.has(wordsOf(String(row['text'])).join(' '))).map((row) => row.id);
  const dropped = result.rejected.map(({ id }) => id);
  console.info(
    `decontaminate: ${dropped.length} of ${train.length} rows share 13 words or all words with a held-out one; ${equal.length} are equal`,
  );
  expect(dropped).toEqual(expect.arrayContaining(equal));
  expect(result.rows.length + dropped.length).toBe(train.length);
  expect(result.rejected.every(({ detail }) => detail?.startsWith('test.csv:'))).toBe(true);
});

test('near-duplicates are those that brute force finds: none wrong, at least 93 % of them', async () => {
  const rows = train.slice(0, 4000);
  const threshold = 0.7;
  const result = await runReduce(dedupMinhash, { threshold, shingle: 2 }, { rows });
  const expected = bruteForce(rows, threshold);
  const found = new Set(result.rejected.map(({ id }) => id));
  const hits = [...expected].filter((id) => found.has(id)).length;
  console.info(`dedup-minhash: ${hits} of ${expected.size} near-duplicates among ${rows.length} rows found`);
  expect(hits / expected.size).toBeGreaterThan(0.93);
  expect([...found].filter((id) => !expected.has(id!)).length).toBeLessThanOrEqual(expected.size - hits);
});

/** Rows at or above the threshold with an earlier row that stays, by sets of word pairs. */
function bruteForce(rows: readonly Row[], threshold: number): Set<string> {
  const kept: Set<string>[] = [];
  const dropped = new Set<string>();
  for (const row of rows) {
    const words = wordsOf(String(row['text']));
    const pairs = new Set(
      words.length < 2 ? [words.join(' ')] : words.slice(1).map((word, at) => `${words[at]} ${word}`),
    );
    const isNear = kept.some((other) => {
      if (Math.min(other.size, pairs.size) < threshold * Math.max(other.size, pairs.size)) return false;
      let both = 0;
      for (const pair of pairs) if (other.has(pair)) both++;
      return both / (other.size + pairs.size - both) >= threshold;
    });
    if (isNear) dropped.add(row.id);
    else kept.push(pairs);
  }
  return dropped;
}
