import type { JsonSchema } from '../../../src/core/method.js';
import { measuredSamplingParams, modelsParam, promptsParam, resamplesParam } from '../../kit/asking/measured-params.js';
import type { SamplingParams } from '../../kit/asking/sampling-params.js';
import { templateParam } from '../../kit/asking/shared-params.js';

export interface JudgeCompareParams extends SamplingParams {
  readonly models: readonly string[];
  readonly baseline: string;
  readonly judge: string;
  readonly criteria: string;
  readonly reference?: string;
  readonly prompt?: string;
  readonly prompts?: Readonly<Record<string, string>>;
  readonly judge_max_tokens?: number;
  readonly resamples: number;
}

/** What the judge's template sees. */
export const judgeVariables = ['question', 'first', 'second', 'criteria', 'reference'] as const;

export const judgeCompareParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['models', 'baseline', 'judge'],
  properties: {
    models: {
      ...modelsParam,
      description: 'Models to measure, each against the baseline. One call per row and model.',
    },
    baseline: {
      'x-limbeck': 'model',
      type: 'string',
      description: 'The model that all others are compared with. One call per row.',
    },
    judge: {
      'x-limbeck': 'model',
      type: 'string',
      description: 'Says which of two answers is better: two calls per row and model, one in each order.',
    },
    criteria: {
      type: 'string',
      minLength: 1,
      default: 'It answers what was asked, is right, and leaves out what nobody needs.',
      description: 'What makes an answer the better one, for the judge.',
    },
    reference: {
      'x-limbeck': 'gold-column',
      type: 'string',
      description: 'Column with an answer known to be good, which the judge sees and the models do not.',
    },
    prompt: templateParam(
      'What the judge is told in place of the usual words, over question, first, second, criteria and reference.',
      judgeVariables,
    ),
    prompts: promptsParam,
    judge_max_tokens: {
      type: 'integer',
      minimum: 16,
      description: "Tokens the judge's reply may have. One that is cut off decides nothing.",
    },
    resamples: resamplesParam,
    ...measuredSamplingParams,
  },
};
