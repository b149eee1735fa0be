import type { JsonSchema } from '../../../src/core/method.js';

export interface ParseParams {
  readonly column: string;
  readonly json?: Readonly<Record<string, string>>;
  readonly regex?: string;
  readonly marker?: string;
  readonly answer: string;
  readonly before?: string;
  readonly on_failure: 'reject' | 'keep';
}

export const parseParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    column: { 'x-limbeck': 'column', type: 'string', default: 'completion', description: 'The column read.' },
    json: {
      type: 'object',
      minProperties: 1,
      additionalProperties: { type: 'string', pattern: '^[^.]+(\\.[^.]+)*$' },
      description:
        'New columns from JSON in the text: name to path ("score", "answer.value", "items.0"). JSON in a fence or amid words is found too.',
    },
    regex: {
      type: 'string',
      minLength: 1,
      description:
        'New columns from the named groups of an RE2 expression, (?P<score>[0-9]+). The first match counts; a group that took no part gives null.',
    },
    marker: {
      type: 'string',
      minLength: 1,
      description: 'A new column with the line after the last marker ("####", "A:").',
    },
    answer: { type: 'string', minLength: 1, default: 'answer', description: 'With marker: the name of that column.' },
    before: { type: 'string', minLength: 1, description: 'With marker: a column for what stands before it.' },
    on_failure: {
      enum: ['reject', 'keep'],
      default: 'reject',
      description: 'keep passes a row that cannot be read on, its new columns null.',
    },
  },
};
