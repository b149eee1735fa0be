import type { Sampling } from '../../../src/core/models/model-request.js';

/** Sampling parameters every method that asks a model takes, in one spelling. */
export const samplingParams = {
  temperature: {
    type: 'number',
    minimum: 0,
    maximum: 2,
    description: '0 gives the most likely reply; higher gives more variety between replies.',
  },
  top_p: {
    type: 'number',
    exclusiveMinimum: 0,
    maximum: 1,
    description: 'Sample from the most likely tokens that together have this probability.',
  },
  max_tokens: {
    type: 'integer',
    minimum: 1,
    description: 'Tokens a reply may have; a reply that is cut off there counts as failed.',
  },
  stop: { type: 'array', items: { type: 'string' }, maxItems: 4, description: 'Texts at which the reply ends.' },
} as const;

export interface SamplingParams {
  readonly temperature?: number;
  readonly top_p?: number;
  readonly max_tokens?: number;
  readonly stop?: readonly string[];
}

export function samplingOf(params: SamplingParams): Sampling {
  return {
    ...(params.temperature === undefined ? {} : { temperature: params.temperature }),
    ...(params.top_p === undefined ? {} : { top_p: params.top_p }),
    ...(params.max_tokens === undefined ? {} : { max_tokens: params.max_tokens }),
    ...(params.stop === undefined ? {} : { stop: params.stop }),
  };
}
