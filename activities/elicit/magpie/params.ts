import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../kit/asking/sampling-params.js';
import { templateParam } from '../../kit/asking/shared-params.js';

export interface MagpieParams extends SamplingParams {
  readonly model: string;
  readonly pre_query: string;
  readonly target: number;
  readonly calls_per_round: number;
  readonly max_rounds?: number;
  readonly min_words: number;
  readonly max_words: number;
}

export const magpieParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model', 'pre_query', 'target'],
  properties: {
    model: {
      type: 'string',
      'x-limbeck': 'model',
      description:
        'An aligned model that takes raw prompts: `access: [completions]`. One call per prompt and per miss.',
    },
    pre_query: templateParam(
      "Its own chat template up to where a user's turn begins, special tokens written out, over the seed row's columns; for example with a system message from the row's text. The model writes the turn.",
    ),
    target: {
      type: 'integer',
      minimum: 1,
      description: 'Prompts wanted. Calls grow in step, and more when many are put aside.',
    },
    calls_per_round: {
      type: 'integer',
      minimum: 1,
      maximum: 10000,
      default: 64,
      description: 'Calls made at once. What they write is compared with all that earlier rounds kept.',
    },
    max_rounds: {
      type: 'integer',
      minimum: 1,
      description:
        'Rounds after which the step ends short of its target. Left out: ten times what would do if all were kept.',
    },
    min_words: { type: 'integer', minimum: 1, default: 2, description: 'Shorter prompts are put aside.' },
    max_words: { type: 'integer', minimum: 1, default: 400, description: 'Longer prompts are put aside.' },
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 1 },
    top_p: { ...samplingParams.top_p, default: 1 },
    max_tokens: { ...samplingParams.max_tokens, default: 512 },
  },
};
