import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../kit/asking/sampling-params.js';
import { templateParam } from '../../kit/asking/shared-params.js';
import { rubricParam, type Rubric } from '../../kit/judging/rubric.js';

export interface JudgeScoreParams extends SamplingParams {
  readonly judge: string;
  readonly rubric: Rubric;
  readonly answer?: string;
  readonly prompt?: string;
  readonly min_score?: number;
  readonly attempts: number;
}

export const judgeScoreParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['judge'],
  properties: {
    judge: { type: 'string', 'x-limbeck': 'model', description: 'The model that judges. One call per row.' },
    rubric: rubricParam,
    answer: {
      'x-limbeck': 'column',
      type: 'string',
      description:
        'Column with the answer that is judged. Left out: completion, answer or response, whichever a row has.',
    },
    prompt: templateParam(
      "Own words for what is shown, over the row's columns. Left out: what the row asks, then the answer. The rubric and the form of the reply come after it.",
    ),
    min_score: {
      type: 'number',
      description: 'Rows whose mean over the aspects is below this go. Left out: all stay, with their scores.',
    },
    attempts: {
      type: 'integer',
      minimum: 0,
      maximum: 10,
      default: 2,
      description:
        'Times a reply that is no judgement is asked again, with what is wrong with it, before the row fails.',
    },
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 0 },
  },
};
