import type { JsonSchema } from '../../../src/core/method.js';
import {
  goldColumnParam,
  measuredSamplingParams,
  modelsParam,
  promptsParam,
  resamplesParam,
} from '../../kit/asking/measured-params.js';
import type { SamplingParams } from '../../kit/asking/sampling-params.js';
import { replyParam, type ReplyParam } from '../../kit/asking/shared-params.js';

export interface ExactMatchParams extends SamplingParams {
  readonly models: readonly string[];
  readonly field: string;
  readonly compare: 'text' | 'json';
  readonly normalise: 'none' | 'loose' | 'answer';
  readonly prompts?: Readonly<Record<string, string>>;
  readonly reply?: ReplyParam;
  readonly resamples: number;
}

export const exactMatchParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['models'],
  properties: {
    models: modelsParam,
    field: goldColumnParam('completion'),
    compare: {
      enum: ['text', 'json'],
      default: 'text',
      description:
        'json compares values, so that spacing and the order of keys do not matter; a reply that is no JSON is wrong.',
    },
    normalise: {
      enum: ['none', 'loose', 'answer'],
      default: 'none',
      description:
        'For text: none compares as written, without white space around it; loose folds case, width and white space; answer also drops punctuation around it.',
    },
    prompts: promptsParam,
    reply: replyParam('Ask the models named in prompts for structured replies; the others answer freely.'),
    resamples: resamplesParam,
    ...measuredSamplingParams,
  },
};
