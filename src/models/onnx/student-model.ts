import { stat } from 'node:fs/promises';
import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { LimbeckError } from '../../core/errors.js';
import type { CacheShape, KeyValueCache } from './key-value-cache.js';
import { openOnnxSession } from './onnx-session.js';
import type { StudentFolder } from './student-folder.js';

/** One pass of the model over new tokens of all rows. Knows tensors, not requests. */
export interface StudentModel {
  readonly shape: CacheShape;
  readonly vocabSize: number;
  /** About what goes through in half a second; a longer pass would keep this process from everything else. */
  readonly tokensInOnePass: number;
  run(pass: ModelPass): Promise<PassResult>;
  close(): Promise<void>;
}

export interface ModelPass {
  /** Rows one after the other, `count` tokens each. */
  readonly tokens: BigInt64Array;
  readonly positions: BigInt64Array;
  readonly count: number;
  readonly cache: KeyValueCache;
  /** For each row, how many of the places (those cached and the new ones) at the right are its own. */
  readonly filled: readonly number[];
}

export interface PassResult {
  /** Logits behind the last token of a row; a view that the next pass leaves alone. */
  logitsOf(row: number): Float32Array;
  readonly cache: KeyValueCache;
}

export async function openStudentModel(folder: StudentFolder, threads?: number): Promise<StudentModel> {
  const session = await openOnnxSession(folder.modelFile, threads);
  const names = Array.from({ length: folder.layers }, (_, layer) => [`${layer}.key`, `${layer}.value`]).flat();
  checkNames(folder, session, names);
  const { kvHeads: heads, headDim } = folder;
  return {
    shape: { tensors: names.length, heads, headDim },
    vocabSize: folder.vocabSize,
    tokensInOnePass: await countTokensInOnePass(folder.modelFile),
    async run({ tokens, positions, count, cache, filled }) {
      const { rows } = cache;
      const length = cache.length + count;
      const feeds: Record<string, Tensor> = {
        input_ids: new Tensor('int64', tokens, [rows, count]),
        attention_mask: new Tensor('int64', maskOf(filled, length), [rows, length]),
        position_ids: new Tensor('int64', positions, [rows, count]),
      };
      names.forEach((name, at) => {
        feeds[`past.${name}`] = new Tensor('float32', cache.tensors[at]!, [rows, heads, cache.length, headDim]);
      });
      const results = await session.run(feeds);
      const logits = results['logits']!;
      const perRow = (logits.dims[1] ?? 1) * folder.vocabSize;
      const data = logits.data as Float32Array;
      return {
        logitsOf: (row) => data.subarray((row + 1) * perRow - folder.vocabSize, (row + 1) * perRow),
        cache: { tensors: names.map((name) => results[`present.${name}`]!.data as Float32Array), rows, length },
      };
    },
    close: () => session.release(),
  };
}

/** Two operations for each of four bytes and each token, at 60 thousand million a second (measured on one core). */
async function countTokensInOnePass(file: string): Promise<number> {
  const { size } = await stat(file);
  return Math.max(64, Math.min(4096, Math.floor(6e10 / size)));
}

function maskOf(filled: readonly number[], length: number): BigInt64Array {
  const mask = new BigInt64Array(filled.length * length);
  filled.forEach((own, row) => mask.fill(1n, (row + 1) * length - own, (row + 1) * length));
  return mask;
}

function checkNames(folder: StudentFolder, session: InferenceSession, names: readonly string[]): void {
  const inputs = ['input_ids', 'attention_mask', 'position_ids', ...names.map((name) => `past.${name}`)];
  const outputs = ['logits', ...names.map((name) => `present.${name}`)];
  const missing = [
    ...inputs.filter((name) => !session.inputNames.includes(name)),
    ...outputs.filter((name) => !session.outputNames.includes(name)),
  ];
  if (missing.length === 0) return;
  throw new LimbeckError({
    code: 'student-folder-unusable',
    message: `${folder.modelFile} has no ${missing.slice(0, 3).join(', ')}: it is no model with a key-value cache as Limbeck exports it.`,
    hint: 'Export the student anew: `limbeck export RUN/STEP --to onnx DIR`.',
  });
}
