import type { JsonSchema } from '../../../src/core/method.js';

/** Parameters that several methods take, in one spelling; each method says what its own is for. */

/** Liquid text or `{ file }`. `variables` are the names the template sees in place of the row's columns. */
export function templateParam(description: string, variables?: readonly string[]): JsonSchema {
  return {
    'x-limbeck': 'template',
    ...(variables ? { 'x-limbeck-variables': variables } : {}),
    anyOf: [
      { type: 'string', minLength: 1 },
      {
        type: 'object',
        additionalProperties: false,
        required: ['file'],
        properties: { file: { type: 'string', minLength: 1 } },
      },
    ],
    description,
  };
}

/** What stands before a final answer in text; the README of each method says what it does without it. */
export function markerParam(description: string): JsonSchema {
  return { type: 'string', minLength: 1, default: '####', description };
}

/** Beside a column with the right answer. */
export const goldMarkerParam: JsonSchema = {
  type: 'string',
  minLength: 1,
  description:
    'Where that column holds a whole solution: what stands before its final answer. Left out: the same as marker.',
};

/** `{ schema, attempts }`: a structured reply. */
export function replyParam(description: string): JsonSchema {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['schema'],
    properties: {
      schema: {
        'x-limbeck': 'schema-file',
        anyOf: [{ type: 'string', minLength: 1 }, { type: 'object' }],
        description:
          'JSON Schema of the reply, as a file or inline. The order of its properties is the order of the keys.',
      },
      attempts: {
        type: 'integer',
        minimum: 0,
        maximum: 10,
        default: 2,
        description:
          'Times a reply that does not fit the schema is asked again, with what is wrong with it, before the row fails.',
      },
    },
    description,
  };
}

/** What a method sees of `replyParam`. */
export interface ReplyParam {
  readonly schema: Record<string, unknown>;
  readonly attempts?: number;
}
