import { join } from 'node:path';
import { LimbeckError } from '../../core/errors.js';
import { readJsonObject } from '../onnx/read-json-object.js';

export interface EncoderFolder {
  /** Absolute. */
  readonly modelFile: string;
  readonly config: Readonly<Record<string, unknown>>;
  readonly tokenizer: object;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
  /** Tokens the model can look at. */
  readonly maxTokens: number;
}

/** Past this a `model_max_length` only says that nobody set one. */
const LONGEST_MEANT = 1_000_000;

/** An encoder's folder as Hugging Face's exporters write it; tokenizer_config.json may be absent. */
export async function readEncoderFolder(folder: string): Promise<EncoderFolder> {
  const read = (name: string): Promise<Record<string, unknown>> =>
    readJsonObject(folder, name, (because, cause) => encoderUnusable(folder, because, cause));
  const config = await read('config.json');
  const tokenizerConfig = await read('tokenizer_config.json').catch((error: LimbeckError) => {
    if ((error.cause as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return {};
    throw error;
  });
  const limits = [(tokenizerConfig as Record<string, unknown>)['model_max_length'], config['max_position_embeddings']];
  const meant = limits.filter((limit) => typeof limit === 'number' && limit > 0 && limit < LONGEST_MEANT) as number[];
  return {
    modelFile: join(folder, 'model.onnx'),
    config,
    tokenizer: await read('tokenizer.json'),
    tokenizerConfig,
    maxTokens: meant.length > 0 ? Math.min(...meant) : 512,
  };
}

export function encoderUnusable(folder: string, because: string, cause?: unknown): LimbeckError {
  return new LimbeckError({
    code: 'encoder-folder-unusable',
    message: `The folder ${folder} holds no encoder that can be used here: ${because}.`,
    hint: 'It needs model.onnx, tokenizer.json and config.json, as Hugging Face exports an encoder to ONNX.',
    cause,
  });
}
