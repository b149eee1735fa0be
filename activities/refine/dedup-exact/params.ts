import type { JsonSchema } from '../../../src/core/method.js';

export interface DedupExactParams {
  readonly fields?: readonly string[];
  readonly compare: 'exact' | 'loose';
}

export const dedupExactParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    fields: {
      'x-limbeck': 'columns',
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
      uniqueItems: true,
      description: 'Columns that must all be equal. Left out: every column, so that only whole copies go.',
    },
    compare: {
      enum: ['exact', 'loose'],
      default: 'exact',
      description: 'loose takes texts that differ in case, width of characters or white space as equal.',
    },
  },
};
