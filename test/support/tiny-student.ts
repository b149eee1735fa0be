import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createRandom } from '../../src/core/random.js';
import { onnxBytes } from './onnx-file.js';

/**
 * A student of a few hundred thousand weights drawn at random, in the folder form the trainer exports. Its logits are the sum of
 * one table row for each token so far and one for each place, so that a wrong cache, mask or position shows in its replies;
 * `tinyReply` works them out without a cache.
 */
export const TINY = { context: 48, pad: 0, end: 2, vocab: 259 };
const SPECIALS = ['<pad>', '<|im_start|>', '<|im_end|>'];

const table = draw('tokens', TINY.vocab);
const places = draw('places', TINY.context);

/** Multiples of 1/64: sums of them are exact, in whatever order. The end grows likelier with every token. */
function draw(name: string, rows: number): number[] {
  const random = createRandom(`tiny student ${name}`);
  return Array.from({ length: rows * TINY.vocab }, (_, at) =>
    at % TINY.vocab === TINY.end ? 11.25 : random.below(1024) / 64,
  );
}

export function writeTinyStudent(folder: string, changes: Record<string, unknown> = {}): string {
  mkdirSync(folder, { recursive: true });
  const model = tinyModel();
  writeFileSync(join(folder, 'model.onnx'), model);
  const json = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  json('limbeck-onnx.json', {
    format: 1,
    file: 'model.onnx',
    sha256: createHash('sha256').update(model).digest('hex'),
    layers: 1,
    kv_heads: 1,
    head_dim: TINY.vocab,
    dtype: 'float32',
    context: TINY.context,
    vocab_size: TINY.vocab,
    pad_id: TINY.pad,
    end_ids: [TINY.end],
    ...changes,
  });
  json('tokenizer.json', byteTokenizer());
  json('tokenizer_config.json', { eos_token: '<|im_end|>', pad_token: '<pad>', clean_up_tokenization_spaces: false });
  writeFileSync(join(folder, 'chat_template.jinja'), plainTemplate);
  return folder;
}

/** As the trainer writes it for base models. */
const plainTemplate =
  "{% for message in messages %}{% if message['role'] == 'assistant' %}" +
  "{% generation %}{{ message['content'] + eos_token }}{% endgeneration %}{{ '\n' }}" +
  "{% else %}{{ message['content'] + '\n\n' }}{% endif %}{% endfor %}";

export interface TinyReply {
  readonly ids: readonly number[];
  readonly finishReason: string;
}

/** What greedy decoding gives, worked out anew from the whole text for each token. */
export function tinyReply(prompt: readonly number[], maxTokens: number): TinyReply {
  const ids: number[] = [];
  while (ids.length < Math.min(maxTokens, TINY.context - prompt.length)) {
    const logits = tinyLogits([...prompt, ...ids]);
    const next = logits.indexOf(Math.max(...logits));
    ids.push(next);
    if (next === TINY.end) return { ids, finishReason: 'stop' };
  }
  return { ids, finishReason: 'length' };
}

export function tinyLogits(ids: readonly number[]): number[] {
  const at = (rows: readonly number[], row: number, id: number): number => rows[row * TINY.vocab + id]!;
  return Array.from({ length: TINY.vocab }, (_, id) =>
    ids.reduce((sum, token, place) => sum + at(table, token, id) + at(places, place, id), 0),
  );
}

function tinyModel(): Uint8Array {
  const cache = ['rows', 1, 'past', TINY.vocab];
  const longer = ['rows', 1, 'all', TINY.vocab];
  return onnxBytes({
    inputs: [
      { name: 'input_ids', kind: 'int64', dims: ['rows', 'new'] },
      { name: 'attention_mask', kind: 'int64', dims: ['rows', 'all'] },
      { name: 'position_ids', kind: 'int64', dims: ['rows', 'new'] },
      { name: 'past.0.key', kind: 'float', dims: cache },
      { name: 'past.0.value', kind: 'float', dims: cache },
    ],
    outputs: [
      { name: 'logits', kind: 'float', dims: ['rows', 1, TINY.vocab] },
      { name: 'present.0.key', kind: 'float', dims: longer },
      { name: 'present.0.value', kind: 'float', dims: longer },
    ],
    constants: {
      table: { dims: [TINY.vocab, TINY.vocab], floats: table },
      places: { dims: [TINY.context, TINY.vocab], floats: places },
      one: { dims: [1], ints: [1] },
    },
    nodes: [
      { op: 'Gather', inputs: ['table', 'input_ids'], output: 'of_token' },
      { op: 'Gather', inputs: ['places', 'position_ids'], output: 'of_place' },
      { op: 'Add', inputs: ['of_token', 'of_place'], output: 'added' },
      { op: 'Unsqueeze', inputs: ['added', 'one'], output: 'fresh' },
      { op: 'Concat', inputs: ['past.0.key', 'fresh'], output: 'present.0.key', attributes: { axis: 2 } },
      { op: 'Concat', inputs: ['past.0.value', 'fresh'], output: 'present.0.value', attributes: { axis: 2 } },
      { op: 'Squeeze', inputs: ['present.0.value', 'one'], output: 'all_rows' },
      { op: 'Cast', inputs: ['attention_mask'], output: 'mask', attributes: { to: 1 } },
      { op: 'Unsqueeze', inputs: ['mask', 'one'], output: 'weights' },
      { op: 'MatMul', inputs: ['weights', 'all_rows'], output: 'logits' },
    ],
  });
}

/** Every byte is a token: byte b has the id b + 3. */
function byteTokenizer(): object {
  const byteLevel = { add_prefix_space: false, trim_offsets: true, use_regex: true };
  const special = { single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
  const vocab = [...SPECIALS, ...byteLetters()].map((token, id) => [token, id]);
  return {
    version: '1.0',
    added_tokens: SPECIALS.map((content, id) => ({ id, content, ...special })),
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', ...byteLevel },
    post_processor: null,
    decoder: { type: 'ByteLevel', ...byteLevel },
    model: { type: 'BPE', vocab: Object.fromEntries(vocab) as object, merges: [], byte_fallback: false },
  };
}

/** The printable letter that byte-level tokenizers write for each byte (GPT-2's table). */
function byteLetters(): string[] {
  const shown = (byte: number): boolean =>
    (byte >= 33 && byte <= 126) || (byte >= 161 && byte <= 172) || (byte >= 174 && byte <= 255);
  let hidden = 0;
  return Array.from({ length: 256 }, (_, byte) => String.fromCharCode(shown(byte) ? byte : 256 + hidden++));
}

/** Token ids of a text under `byteTokenizer`. */
export function tinyIds(text: string): number[] {
  return [...Buffer.from(text)].map((byte) => byte + SPECIALS.length);
}
