import { Tensor, type InferenceSession } from 'onnxruntime-node';
import { openOnnxSession } from '../onnx/onnx-session.js';
import { encoderUnusable, readEncoderFolder, type EncoderFolder } from './encoder-folder.js';
import { createReadText, type ReadText } from './encoder-text.js';
import type { OpenEncoderInput } from './contract.js';

/** What the model says of one text: a row of numbers, or a row for each of its tokens. */
export interface EncoderOutput {
  readonly values: Float32Array;
  /** 1, or the text's tokens. */
  readonly rows: number;
  /** Of the text, its special tokens among them. */
  readonly tokens: number;
}

export interface Encoder {
  readonly folder: EncoderFolder;
  /** Numbers in a row of the output; undefined where the model leaves it open. */
  readonly width: number | undefined;
  /** In the order of the texts. */
  run(texts: readonly string[], signal?: AbortSignal): Promise<EncoderOutput[]>;
  close(): Promise<void>;
}

/** Tokens that go through at once: enough to keep a core busy, few enough to let other work in between. */
const TOKENS_AT_ONCE = 2048;

/**
 * Puts texts of equal length through together: nothing is filled up, so no text changes another's numbers, and the longest of a
 * thousand costs the others nothing.
 */
export async function openEncoder(input: OpenEncoderInput, outputs: readonly string[]): Promise<Encoder> {
  const folder = await readEncoderFolder(input.folder);
  const session = await openOnnxSession(folder.modelFile, input.threads);
  const readText = createReadText(folder, Math.min(input.maxTokens ?? folder.maxTokens, folder.maxTokens));
  const output = outputs.find((name) => session.outputNames.includes(name)) ?? session.outputNames[0]!;
  const strange = session.inputNames.find((name) => !(name in feedOf([], 0, 0)));
  if (strange !== undefined) {
    await session.release();
    throw encoderUnusable(input.folder, `its model asks for "${strange}", which is not known here`);
  }
  const about = session.outputMetadata.find(({ name }) => name === output);
  const last = about?.isTensor ? about.shape.at(-1) : undefined;
  return {
    folder,
    width: typeof last === 'number' ? last : undefined,
    async run(texts, signal) {
      const results: EncoderOutput[] = [];
      for (const batch of batchesOf(await readTexts(readText, texts, signal))) {
        signal?.throwIfAborted();
        for (const [at, result] of (await runBatch(session, output, batch)).entries()) {
          results[batch.places[at]!] = result;
        }
      }
      return results;
    },
    close: () => session.release(),
  };
}

/** A hundred texts at a time: turning them into tokens takes this thread's time, and others need it too. */
async function readTexts(
  readText: ReadText,
  texts: readonly string[],
  signal: AbortSignal | undefined,
): Promise<(readonly number[])[]> {
  const read: (readonly number[])[] = [];
  for (const [at, text] of texts.entries()) {
    if (at % 100 === 0) await new Promise(setImmediate);
    signal?.throwIfAborted();
    read.push(readText(text));
  }
  return read;
}

interface EqualLengths {
  readonly texts: readonly (readonly number[])[];
  /** Where each stood among all. */
  readonly places: readonly number[];
}

function batchesOf(texts: readonly (readonly number[])[]): EqualLengths[] {
  const order = texts.map((_, at) => at).sort((one, other) => texts[one]!.length - texts[other]!.length || one - other);
  const batches: { texts: (readonly number[])[]; places: number[] }[] = [];
  for (const place of order) {
    const text = texts[place]!;
    const open = batches.at(-1);
    const fits = open?.texts[0]!.length === text.length && (open.texts.length + 1) * text.length <= TOKENS_AT_ONCE;
    if (open && fits) {
      open.texts.push(text);
      open.places.push(place);
    } else batches.push({ texts: [text], places: [place] });
  }
  return batches;
}

async function runBatch(session: InferenceSession, output: string, { texts }: EqualLengths): Promise<EncoderOutput[]> {
  const length = texts[0]!.length;
  const feeds = feedOf(texts.flat(), texts.length, length);
  const wanted = Object.fromEntries(session.inputNames.map((name) => [name, feeds[name]!]));
  const { data, dims } = (await session.run(wanted, [output]))[output]!;
  const values = data as Float32Array;
  const each = values.length / texts.length;
  const rows = dims.length === 3 ? Number(dims[1]) : 1;
  return texts.map((_, at) => ({ values: values.slice(at * each, (at + 1) * each), rows, tokens: length }));
}

function feedOf(ids: readonly number[], rows: number, length: number): Record<string, Tensor> {
  const tensor = (values: BigInt64Array): Tensor => new Tensor('int64', values, [rows, length]);
  return {
    input_ids: tensor(BigInt64Array.from(ids, BigInt)),
    attention_mask: tensor(new BigInt64Array(ids.length).fill(1n)),
    token_type_ids: tensor(new BigInt64Array(ids.length)),
  };
}
