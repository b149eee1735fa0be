import { encoderUnusable, type EncoderFolder } from './encoder-folder.js';
import { openEncoder } from './run-encoder.js';
import type { Classification, ClassifierProvider, OpenEncoderInput } from './contract.js';

/** Classes of texts from a local encoder with a head. Loads onnxruntime: import this file where it is needed. */
export async function openClassifier(input: OpenEncoderInput): Promise<ClassifierProvider> {
  const encoder = await openEncoder(input, ['logits']);
  const labels = labelsOf(encoder.folder);
  if (labels.length === 0 || (encoder.width !== undefined && encoder.width !== labels.length)) {
    await encoder.close();
    const said = `config.json names ${labels.length} labels`;
    throw encoderUnusable(input.folder, encoder.width === undefined ? said : `${said}, its model has ${encoder.width}`);
  }
  // One label alone can only be there or not; with softmax it would always be.
  const several = encoder.folder.config['problem_type'] === 'multi_label_classification' || labels.length === 1;
  return {
    labels,
    async classify(texts, signal) {
      const outputs = await encoder.run(texts, signal);
      return outputs.map(({ values, tokens }): Classification => {
        const probabilities = several ? [...values].map(sigmoid) : softmax(values);
        return { label: labels[values.indexOf(Math.max(...values))]!, probabilities, tokens };
      });
    },
    close: () => encoder.close(),
  };
}

/** `id2label` of Hugging Face's configs: ids as text keys, from 0 without a gap. */
function labelsOf({ config }: EncoderFolder): string[] {
  const named = (config['id2label'] ?? {}) as Record<string, unknown>;
  const labels = Object.keys(named).map((_, id) => named[id]);
  return labels.every((label) => typeof label === 'string') ? labels : [];
}

function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

function softmax(logits: Float32Array): number[] {
  const highest = Math.max(...logits);
  const weights = Array.from(logits, (logit) => Math.exp(logit - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}
