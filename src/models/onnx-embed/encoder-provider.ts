import { LimbeckError } from '../../core/errors.js';
import type { BatchProvider, ProviderAnswer, ProviderRequest } from '../contract.js';
import { vectorText } from '../replies/vector-text.js';
import { verbNotOffered } from '../verb-not-offered.js';
import type { ClassifierProvider, EmbeddingProvider, OpenEmbedderInput } from './contract.js';
import { openClassifier } from './open-classifier.js';
import { openEmbedder } from './open-embedder.js';

/**
 * An encoder asked in this process for vectors or classes of texts. Loads onnxruntime: import this file where it is
 * needed. The model is in memory only while something is asked of it, as an exported student is.
 */
export function createEncoderProvider(input: OpenEmbedderInput): BatchProvider {
  let closed = false;
  return {
    kind: 'batch',
    async callAll(requests, { signal }) {
      if (closed) throw encoderClosed(input.folder);
      const answers: ProviderAnswer[] = [];
      for (const { places, answer } of byKind(input, requests))
        for (const [at, one] of (await answer(signal)).entries()) answers[places[at]!] = one;
      return answers;
    },
    async close() {
      closed = true;
    },
  };
}

interface OfKind {
  readonly places: readonly number[];
  readonly answer: (signal: AbortSignal) => Promise<readonly ProviderAnswer[]>;
}

/** Vectors come from one model, classes from another: each is opened for what is asked of it. */
function byKind(input: OpenEmbedderInput, requests: readonly ProviderRequest[]): OfKind[] {
  const texts: Record<'embedding' | 'classification', { places: number[]; texts: string[] }> = {
    embedding: { places: [], texts: [] },
    classification: { places: [], texts: [] },
  };
  for (const [place, request] of requests.entries()) {
    if (request.kind !== 'embedding' && request.kind !== 'classification')
      throw verbNotOffered(input.folder, request.kind);
    texts[request.kind].places.push(place);
    texts[request.kind].texts.push(request.text);
  }
  const { embedding, classification } = texts;
  return [
    { places: embedding.places, answer: (signal: AbortSignal) => embedAll(input, embedding.texts, signal) },
    {
      places: classification.places,
      answer: (signal: AbortSignal) => classifyAll(input, classification.texts, signal),
    },
  ].filter(({ places }) => places.length > 0);
}

async function embedAll(
  input: OpenEmbedderInput,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<ProviderAnswer[]> {
  return whileOpen<EmbeddingProvider, ProviderAnswer[]>(await openEmbedder(input), async (embedder) =>
    (await embedder.embed(texts, signal)).map(({ vector, tokens }) =>
      answerOf({ kind: 'embedding', vector: vectorText(vector) }, tokens),
    ),
  );
}

async function classifyAll(
  { pooling: _pooling, normalize: _normalize, ...input }: OpenEmbedderInput,
  texts: readonly string[],
  signal: AbortSignal,
): Promise<ProviderAnswer[]> {
  return whileOpen<ClassifierProvider, ProviderAnswer[]>(await openClassifier(input), async (classifier) =>
    (await classifier.classify(texts, signal)).map(({ probabilities, tokens }) => {
      const named = Object.fromEntries(classifier.labels.map((label, at) => [label, probabilities[at]!]));
      return answerOf({ kind: 'classification', probabilities: named }, tokens);
    }),
  );
}

async function whileOpen<Opened extends { close(): Promise<void> }, Result>(
  opened: Opened,
  use: (opened: Opened) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(opened);
  } finally {
    await opened.close();
  }
}

function answerOf(found: Pick<ProviderAnswer['answer'], 'kind' | 'vector' | 'probabilities'>, tokens: number) {
  const usage = { prompt_tokens: tokens, completion_tokens: 0 };
  return { answer: { text: '', finish_reason: 'stop', ...found, usage }, facts: {} };
}

function encoderClosed(folder: string): LimbeckError {
  return new LimbeckError({
    code: 'student-engine-closed',
    message: `The encoder in ${folder} was closed while it still had something to answer.`,
    hint: 'It is tried again.',
    kind: 'transient',
  });
}
