import type { JsonSchema } from '../../../src/core/method.js';

export interface DecontaminateParams {
  readonly n: number;
  readonly fields?: readonly string[];
  readonly against_fields?: readonly string[];
}

export const decontaminateParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    n: {
      type: 'integer',
      minimum: 2,
      maximum: 50,
      default: 13,
      description:
        'Words in a row that both sides must share for a row to go. Smaller finds more and drops more innocent rows; texts that share long set phrases need a larger one.',
    },
    fields: {
      'x-limbeck': 'columns',
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
      description: 'Columns of the rows that are looked at, each by itself. Left out: what the row asks.',
    },
    against_fields: {
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
      description: 'Columns of the held-out set. Left out: those named in fields.',
    },
  },
};
