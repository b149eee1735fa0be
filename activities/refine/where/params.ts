import type { JsonSchema } from '../../../src/core/method.js';

export interface WhereParams {
  readonly keep: string;
}

export const whereParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['keep'],
  properties: {
    keep: {
      'x-limbeck': 'cel-row',
      type: 'string',
      minLength: 1,
      description: 'CEL over row; rows for which it is true stay: "row.score >= 0.5 && size(row.prompt) < 2000".',
    },
  },
};
