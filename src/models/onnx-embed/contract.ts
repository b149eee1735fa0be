/** Local encoders in this process: vectors or classes of texts, for what compares, filters and sorts rows. */
export interface EmbeddingProvider {
  /** Length of every vector. Known before the first text. */
  readonly dimensions: number;
  /** One vector a text, in order. A text's vector does not depend on the texts beside it. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<Embedding[]>;
  close(): Promise<void>;
}

export interface Embedding {
  readonly vector: Float32Array;
  /** That the model looked at. */
  readonly tokens: number;
}

export interface ClassifierProvider {
  /** In the model's own order. */
  readonly labels: readonly string[];
  /** For each text, in order, the probability of each label in the order of `labels`. */
  classify(texts: readonly string[], signal?: AbortSignal): Promise<Classification[]>;
  close(): Promise<void>;
}

export interface Classification {
  /** The likeliest label; the first among equals. */
  readonly label: string;
  /** They sum to one, unless the model gives several labels at once: then each stands for itself. */
  readonly probabilities: readonly number[];
  /** That the model looked at. */
  readonly tokens: number;
}

export interface OpenEncoderInput {
  /** Absolute; holds model.onnx, tokenizer.json and config.json. */
  readonly folder: string;
  /** Longer texts are cut here, their special tokens kept. Default: what the model can look at. */
  readonly maxTokens?: number;
  /** Default: one for a small model; else half of the cores, at most four. */
  readonly threads?: number;
}

export interface OpenEmbedderInput extends OpenEncoderInput {
  /** What the model was trained with: the mean of a text's tokens, or its first token. */
  readonly pooling: 'mean' | 'cls';
  /** Scale each vector to length one. */
  readonly normalize: boolean;
}
