import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTinyEncoder } from '../../../test/support/tiny-encoder.js';
import { createTextTokenizer } from '../onnx/text-tokenizer.js';
import type { OpenEmbedderInput } from './contract.js';
import { openClassifier } from './open-classifier.js';
import { openEmbedder } from './open-embedder.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-encoder-'));
const vectors = writeTinyEncoder(join(folder, 'vectors'), { gives: 'token-vectors' });
afterAll(() => rmSync(folder, { recursive: true }));

const CLS = 2;
const SEP = 3;
const texts = [
  'card',
  'my card was declined',
  'top up',
  '',
  'why was my card payment declined at the till today please say',
  'card',
];

/** What the tokenizer makes of a text, its special tokens around it, cut to sixteen. */
function idsOf(text: string): number[] {
  const tokenizer = JSON.parse(readFileSync(join(vectors, 'tokenizer.json'), 'utf8')) as object;
  const bare = createTextTokenizer({ tokenizer, tokenizerConfig: {} }).encode(text);
  return [CLS, ...bare.slice(0, 14), SEP];
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
const meanOf = (ids: readonly number[]): number[] => [mean(ids), mean(ids.map((id) => id % 7)), 1];
const rounded = (all: readonly Iterable<number>[]): number[][] =>
  all.map((one) => Array.from(one, (x) => Math.round(x * 1e4) / 1e4));

async function embed(changes: Partial<OpenEmbedderInput>, all: readonly string[] = texts): Promise<Float32Array[]> {
  const embedder = await openEmbedder({ folder: vectors, pooling: 'mean', normalize: false, ...changes });
  expect(embedder.dimensions).toBe(3);
  try {
    return (await embedder.embed(all)).map(({ vector }) => vector);
  } finally {
    await embedder.close();
  }
}

test('a text’s vector is the mean of its tokens’, or the first one’s, in the order of the texts', async () => {
  expect(idsOf(texts[4]!)).toHaveLength(16);
  expect(rounded(await embed({}))).toEqual(rounded(texts.map((text) => meanOf(idsOf(text)))));
  expect(rounded(await embed({ pooling: 'cls' }))).toEqual(texts.map(() => [CLS, CLS % 7, 1]));
});

test('vectors of length one keep their direction', async () => {
  const scaled = meanOf(idsOf('card')).map((number, _, all) => number / Math.hypot(...all));
  expect(rounded(await embed({ normalize: true }, ['card']))).toEqual(rounded([scaled]));
});

test('long texts are cut with their closing token kept', async () => {
  const ids = [...idsOf(texts[1]!).slice(0, 3), SEP];
  expect(rounded(await embed({ maxTokens: 4 }, [texts[1]!]))).toEqual(rounded([meanOf(ids)]));
});

test('a text’s vector does not depend on its company', async () => {
  const many = Array.from({ length: 600 }, (_, at) => `${texts[at % texts.length]!} ${at}`);
  const together = await embed({}, many);
  const alone = await embed({}, [many[17]!]);
  expect(together[17]).toEqual(alone[0]);
  expect(together).toHaveLength(600);
  expect(await embed({}, [])).toEqual([]);
});

const labels = { id2label: { 0: 'complaint', 1: 'question' } };
const logitsOf = (text: string): number[] => {
  const ids = idsOf(text);
  return [ids.reduce((sum, id) => sum + id, 0) / 1024, ids.reduce((sum, id) => sum + (id % 7), 0) / 11];
};

test('classes come with their probabilities, which sum to one', async () => {
  const classifier = await openClassifier({
    folder: writeTinyEncoder(join(folder, 'classes'), { gives: 'logits', config: labels }),
  });
  expect(classifier.labels).toEqual(['complaint', 'question']);
  const found = await classifier.classify(texts);
  const expected = texts.map((text) => {
    const weights = logitsOf(text).map(Math.exp);
    return weights.map((weight) => weight / (weights[0]! + weights[1]!));
  });
  expect(rounded(found.map(({ probabilities }) => probabilities))).toEqual(rounded(expected));
  expect(found.map(({ label }) => label)).toEqual(
    expected.map(([one, other]) => (one! >= other! ? 'complaint' : 'question')),
  );
  expect(new Set(found.map(({ label }) => label)).size).toBe(2);
  await classifier.close();
});

test('a model that gives several labels at once gives each a probability of its own', async () => {
  const config = { ...labels, problem_type: 'multi_label_classification' };
  const classifier = await openClassifier({
    folder: writeTinyEncoder(join(folder, 'several'), { gives: 'logits', config }),
  });
  const [first] = await classifier.classify(['card']);
  expect(rounded([first!.probabilities])).toEqual(
    rounded([logitsOf('card').map((logit) => 1 / (1 + Math.exp(-logit)))]),
  );
  await classifier.close();
});

test('a model without token types is given none; an abort stops between batches', async () => {
  const plain = writeTinyEncoder(join(folder, 'plain'), {
    gives: 'token-vectors',
    inputs: ['input_ids', 'attention_mask'],
  });
  expect(await embed({ folder: plain }, ['card'])).toEqual(await embed({}, ['card']));
  const embedder = await openEmbedder({ folder: plain, pooling: 'mean', normalize: true });
  await expect(embedder.embed(['card'], AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  await embedder.close();
});

test.each<[string, () => Promise<unknown>]>([
  [
    'config.json names 0 labels, its model has 2',
    () => openClassifier({ folder: writeTinyEncoder(join(folder, 'a'), { gives: 'logits' }) }),
  ],
  [
    'its model asks for "pixels", which is not known here',
    () =>
      embed({
        folder: writeTinyEncoder(join(folder, 'b'), { gives: 'token-vectors', inputs: ['input_ids', 'pixels'] }),
      }),
  ],
  [
    'there is no tokenizer.json in it',
    () => {
      const bare = writeTinyEncoder(join(folder, 'c'), { gives: 'token-vectors' });
      rmSync(join(bare, 'tokenizer.json'));
      return embed({ folder: bare });
    },
  ],
  [
    'tokenizer_config.json cannot be read',
    () => {
      const torn = writeTinyEncoder(join(folder, 'd'), { gives: 'token-vectors' });
      writeFileSync(join(torn, 'tokenizer_config.json'), '{"model_max');
      return embed({ folder: torn });
    },
  ],
])('a folder is refused because %s', async (because, open) => {
  await expect(open()).rejects.toMatchObject({
    code: 'encoder-folder-unusable',
    message: expect.stringContaining(`holds no encoder that can be used here: ${because}.`) as string,
  });
});
