import type { JsonSchema } from '../../../src/core/method.js';

export interface DedupEmbeddingParams {
  readonly model: string;
  readonly field?: string;
  readonly threshold: number;
  readonly texts_at_once: number;
}

export const dedupEmbeddingParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model'],
  properties: {
    model: {
      type: 'string',
      'x-limbeck': 'model',
      description: 'The encoder whose vectors are compared: `access: [embeddings]`. One call per row.',
    },
    field: {
      'x-limbeck': 'column',
      type: 'string',
      description: 'The column compared. Left out: what the row asks (prompt, user messages, text, query or task).',
    },
    threshold: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.95,
      description:
        'Cosine from which a row counts as a copy of one kept before it, and goes. Lower drops more; what a number means differs from encoder to encoder.',
    },
    texts_at_once: {
      type: 'integer',
      minimum: 1,
      maximum: 4096,
      default: 256,
      description: 'Texts whose vectors are asked for together. More keeps an encoder busier and takes more memory.',
    },
  },
};
