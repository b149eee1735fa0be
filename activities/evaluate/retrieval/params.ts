import type { JsonSchema } from '../../../src/core/method.js';
import { goldColumnParam, modelsParam, resamplesParam } from '../../kit/asking/measured-params.js';

export interface RetrievalParams {
  readonly models: readonly string[];
  readonly query: string;
  readonly relevant: string;
  readonly candidates: string;
  readonly document: string;
  readonly key?: string;
  readonly query_prefix: string;
  readonly document_prefix: string;
  readonly k: number;
  readonly resamples: number;
}

export const retrievalParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['models'],
  properties: {
    models: {
      ...modelsParam,
      description: 'Embedding models to measure. One vector for each query and document, and model.',
    },
    query: { 'x-limbeck': 'column', type: 'string', default: 'query', description: 'Column with the query.' },
    relevant: {
      ...goldColumnParam('positive'),
      description:
        'Column with what should be found: one document, a list, or a map to grades above 0. Documents are named by key, or by their text.',
    },
    candidates: {
      type: 'string',
      default: 'negatives',
      description:
        "Where no documents are connected: column with the texts that are ranked beside a row's relevant ones.",
    },
    document: { type: 'string', default: 'text', description: 'Column of the documents with their text.' },
    key: {
      type: 'string',
      description: 'Column of the documents that `relevant` names them by. Left out: their text.',
    },
    query_prefix: {
      type: 'string',
      default: '',
      description: 'Put before each query, where the model was trained so ("query: ").',
    },
    document_prefix: { type: 'string', default: '', description: 'The same for documents ("passage: ").' },
    k: { type: 'integer', minimum: 1, maximum: 1000, default: 10, description: 'Ranks that count.' },
    resamples: resamplesParam,
  },
};
