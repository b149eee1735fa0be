import type { JsonSchema } from '../../../src/core/method.js';

export interface DedupMinhashParams {
  readonly field?: string;
  readonly threshold: number;
  readonly shingle: number;
}

export const dedupMinhashParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    field: {
      'x-limbeck': 'column',
      type: 'string',
      description: 'The column compared. Left out: what the row asks (prompt, user messages, text, query or task).',
    },
    threshold: {
      type: 'number',
      minimum: 0.1,
      maximum: 1,
      default: 0.8,
      description: 'Share of common runs of words from which a row counts as a copy and goes. Lower drops more.',
    },
    shingle: {
      type: 'integer',
      minimum: 1,
      maximum: 20,
      default: 5,
      description: 'Words per run. One changed word breaks this many runs, so short texts need a smaller number.',
    },
  },
};
