import { encoderUnusable } from './encoder-folder.js';
import { openEncoder, type EncoderOutput } from './run-encoder.js';
import type { EmbeddingProvider, OpenEmbedderInput } from './contract.js';

/** Vectors of texts from a local encoder. Loads onnxruntime: import this file where it is needed. */
export async function openEmbedder(input: OpenEmbedderInput): Promise<EmbeddingProvider> {
  const encoder = await openEncoder(input, ['sentence_embedding', 'last_hidden_state', 'token_embeddings']);
  const dimensions = encoder.width ?? encoder.folder.config['hidden_size'];
  if (typeof dimensions !== 'number') {
    await encoder.close();
    throw encoderUnusable(input.folder, 'neither its model nor config.json says how long its vectors are');
  }
  return {
    dimensions,
    async embed(texts, signal) {
      const outputs = await encoder.run(texts, signal);
      return outputs.map((output) => {
        const vector = pool(output, input.pooling);
        if (input.normalize) normalise(vector);
        return { vector, tokens: output.tokens };
      });
    },
    close: () => encoder.close(),
  };
}

function pool({ values, rows }: EncoderOutput, pooling: 'mean' | 'cls'): Float32Array {
  const width = values.length / rows;
  if (pooling === 'cls' || rows === 1) return values.slice(0, width);
  const mean = new Float32Array(width);
  for (let at = 0; at < width; at++) {
    let sum = 0;
    for (let row = 0; row < rows; row++) sum += values[row * width + at]!;
    mean[at] = sum / rows;
  }
  return mean;
}

/** In place. A vector of zeros stays one. */
function normalise(vector: Float32Array): void {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  if (length > 0) for (let at = 0; at < vector.length; at++) vector[at]! /= length;
}
