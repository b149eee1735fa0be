import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../kit/asking/sampling-params.js';
import { goldMarkerParam, markerParam, templateParam } from '../../kit/asking/shared-params.js';

export interface SelfSampleParams extends SamplingParams {
  readonly model: string;
  readonly prompt?: string;
  readonly marker: string;
  readonly gold?: string;
  readonly gold_marker?: string;
  readonly samples: number;
}

export const selfSampleParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model'],
  properties: {
    model: {
      type: 'string',
      'x-limbeck': 'model',
      description: 'The model that answers, usually the student itself or one that an earlier step made of it.',
    },
    prompt: templateParam(
      "What it is told, over the row's columns. Left out, it gets the row's own prompt, which is what a student was taught on; an instruct model needs a template that asks for its reasoning.",
    ),
    marker: markerParam(
      'What stands before the final answer. Of a reply without it the last line is the answer: students taught on rationale rows write it so.',
    ),
    gold: {
      'x-limbeck': 'column',
      type: 'string',
      description:
        'Column with the right answer, kept as gold for verify-answer; the model never sees it. Left out: reference, completion or gold, whichever a row has.',
    },
    gold_marker: goldMarkerParam,
    samples: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 4,
      description:
        'Answers per row. More find right answers to harder questions, and many copies for easy ones: put refine/dedup-exact behind. Calls grow in step.',
    },
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 0.7 },
  },
};
