import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onnxBytes, type OnnxGraph } from './onnx-file.js';
import { repoRoot } from './source-tree.js';

/** An encoder whose numbers can be worked out by hand: token `id` has the vector [id, id % 7, 1]. */
export interface TinyEncoder {
  /** What the model gives: a vector for each token, or two logits for the text: the sums of the first two numbers. */
  readonly gives: 'token-vectors' | 'logits';
  readonly config?: Record<string, unknown>;
  readonly inputs?: readonly string[];
}

const WIDTH = 3;
const VOCAB = 900;
const LABELS = 2;

export function writeTinyEncoder(folder: string, encoder: TinyEncoder): string {
  mkdirSync(folder, { recursive: true });
  const json = (name: string, value: unknown): void => writeFileSync(join(folder, name), JSON.stringify(value));
  writeFileSync(join(folder, 'model.onnx'), onnxBytes(graphOf(encoder)));
  json('config.json', { max_position_embeddings: 16, hidden_size: WIDTH, ...encoder.config });
  const file = join(repoRoot, 'src/models/onnx/fixtures/word-pieces.tokenizer.json');
  const tokenizer = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const special = (id: string): object => ({ SpecialToken: { id, type_id: 0 } });
  const single = [special('[CLS]'), { Sequence: { id: 'A', type_id: 0 } }, special('[SEP]')];
  const special_tokens = Object.fromEntries(
    [2, 3].map((id) => [
      id === 2 ? '[CLS]' : '[SEP]',
      { id: id === 2 ? '[CLS]' : '[SEP]', ids: [id], tokens: [id === 2 ? '[CLS]' : '[SEP]'] },
    ]),
  ) as object;
  json('tokenizer.json', {
    ...tokenizer,
    post_processor: { type: 'TemplateProcessing', single, pair: single, special_tokens },
  });
  return folder;
}

function graphOf({ gives, inputs = ['input_ids', 'attention_mask', 'token_type_ids'] }: TinyEncoder): OnnxGraph {
  const table = Array.from({ length: VOCAB }, (_, id) => [id, id % 7, 1]).flat();
  const tokens = gives === 'token-vectors';
  return {
    inputs: inputs.map((name) => ({ name, kind: 'int64', dims: ['rows', 'length'] })),
    outputs: [
      tokens
        ? { name: 'last_hidden_state', kind: 'float', dims: ['rows', 'length', WIDTH] }
        : { name: 'logits', kind: 'float', dims: ['rows', LABELS] },
    ],
    constants: {
      table: { dims: [VOCAB, WIDTH], floats: table },
      // The first two numbers of a vector, made small.
      head: { dims: [WIDTH, LABELS], floats: [1 / 1024, 0, 0, 1 / 11, 0, 0] },
      one: { dims: [1], ints: [1] },
    },
    nodes: tokens
      ? [{ op: 'Gather', inputs: ['table', 'input_ids'], output: 'last_hidden_state' }]
      : [
          { op: 'Gather', inputs: ['table', 'input_ids'], output: 'vectors' },
          { op: 'ReduceSum', inputs: ['vectors', 'one'], output: 'sum', attributes: { keepdims: 0 } },
          { op: 'MatMul', inputs: ['sum', 'head'], output: 'logits' },
        ],
  };
}
