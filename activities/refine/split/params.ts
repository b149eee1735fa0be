import type { JsonSchema } from '../../../src/core/method.js';

export interface SplitParams {
  readonly share?: number;
  readonly count?: number;
  readonly by?: string;
  readonly seed: number;
}

export const splitParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    share: {
      type: 'number',
      exclusiveMinimum: 0,
      exclusiveMaximum: 1,
      description: 'Share of the rows that go to part, on average. Rows added later move no other row.',
    },
    count: {
      type: 'integer',
      minimum: 1,
      description:
        'Number of rows that go to part, exactly (all when there are fewer; with by, whole groups until it is reached). Rows added later may push others out.',
    },
    by: {
      'x-limbeck': 'column',
      type: 'string',
      description:
        'Rows with equal values here stay together, so that near-copies do not end on both sides. Left out, each row is by itself.',
    },
    seed: { type: 'integer', minimum: 0, default: 0, description: 'Another seed gives another division.' },
  },
};
