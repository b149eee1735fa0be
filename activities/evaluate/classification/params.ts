import type { JsonSchema } from '../../../src/core/method.js';
import {
  goldColumnParam,
  measuredSamplingParams,
  modelsParam,
  promptsParam,
  resamplesParam,
} from '../../kit/asking/measured-params.js';
import type { SamplingParams } from '../../kit/asking/sampling-params.js';

export interface ClassificationParams extends SamplingParams {
  readonly models: readonly string[];
  readonly field: string;
  readonly labels?: readonly string[];
  readonly normalise: 'none' | 'loose' | 'answer';
  readonly prompts?: Readonly<Record<string, string>>;
  readonly resamples: number;
}

export const classificationParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['models'],
  properties: {
    models: modelsParam,
    field: goldColumnParam('completion'),
    labels: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      minItems: 2,
      uniqueItems: true,
      description:
        'All labels there are. A row whose right answer is none of them fails. Left out: those that stand in the rows.',
    },
    normalise: {
      enum: ['none', 'loose', 'answer'],
      default: 'answer',
      description:
        'none compares as written, without white space around it; loose folds case, width and white space; answer also drops punctuation around it.',
    },
    prompts: promptsParam,
    resamples: resamplesParam,
    ...measuredSamplingParams,
  },
};
