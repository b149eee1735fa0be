import type { JsonSchema } from '../../../src/core/method.js';
import { goldColumnParam, modelsParam, resamplesParam } from '../../kit/asking/measured-params.js';
import { templateParam } from '../../kit/asking/shared-params.js';

export interface KlToTeacherParams {
  readonly models: readonly string[];
  readonly teacher: string;
  readonly field: string;
  readonly prompt?: string;
  readonly top: number;
  readonly resamples: number;
}

export const klToTeacherParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['models', 'teacher'],
  properties: {
    models: { ...modelsParam, description: 'Models to measure. One text is scored for each row and model.' },
    teacher: {
      'x-limbeck': 'model',
      type: 'string',
      description: 'The model they should be like, of the same tokens. It scores each row once.',
    },
    field: {
      ...goldColumnParam('completion'),
      description: 'Column with the text on whose tokens the two are compared.',
    },
    prompt: templateParam(
      "What stands before that text, raw, with the chat template written out where there is one. Left out: the row's own prompt and a line break.",
    ),
    top: {
      type: 'integer',
      minimum: 1,
      maximum: 100,
      default: 20,
      description:
        'Likeliest tokens asked for at each place. More bring the bound nearer; many endpoints give 20 or 5 at most.',
    },
    resamples: resamplesParam,
  },
};
