import type { JsonSchema } from '../../../src/core/method.js';

export interface MixParams {
  readonly weights?: Readonly<Record<string, number>>;
  readonly limits?: Readonly<Record<string, number>>;
  readonly total?: number;
  readonly order: 'interleave' | 'concat';
}

export const mixParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    weights: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'number', exclusiveMinimum: 0 },
      description:
        'Parts of the mixture by input: { a: 3, b: 1 } is three rows of a for one of b. Name all inputs. The mixture ends when one of them has no more rows, so that its parts hold; left out, all rows are taken.',
    },
    limits: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'integer', minimum: 0 },
      description: 'Most rows taken from an input, by input: its first ones.',
    },
    total: { type: 'integer', minimum: 1, description: 'Most rows of the whole mixture.' },
    order: {
      enum: ['interleave', 'concat'],
      default: 'interleave',
      description:
        'interleave draws the next input at random, so that every stretch looks like the whole; concat puts one input after the other.',
    },
  },
};
