import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../../src/core/sampling-params.js';
import { replyParam, templateParam, type ReplyParam } from '../../../src/core/shared-params.js';

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
    models: {
      'x-limbeck': 'models',
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
      uniqueItems: true,
      description: 'Models to measure on the same rows. One call per row and model.',
    },
    field: {
      'x-limbeck': 'column',
      type: 'string',
      default: 'completion',
      description: 'Column with the right answer.',
    },
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
    prompts: {
      type: 'object',
      additionalProperties: templateParam("What this model is told, over the row's columns but the right answer."),
      propertyNames: { 'x-limbeck': 'model', type: 'string' },
      description:
        "Models that need more than the row's own prompt: name to template. A student gets what it was trained on, so it is not named here.",
    },
    reply: replyParam('Ask the models named in prompts for structured replies; the others answer freely.'),
    resamples: {
      type: 'integer',
      minimum: 100,
      maximum: 100000,
      default: 1000,
      description: 'Bootstrap resamples behind the 95 % interval. More steadies its ends and takes time.',
    },
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 0 },
  },
};
