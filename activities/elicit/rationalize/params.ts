import type { Comparison } from '../../kit/answers/compare-answers.js';
import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../kit/asking/sampling-params.js';
import { goldMarkerParam, markerParam, templateParam } from '../../kit/asking/shared-params.js';

export interface RationalizeParams extends SamplingParams {
  readonly model: string;
  readonly prompt?: string;
  readonly marker: string;
  readonly gold?: string;
  readonly gold_marker?: string;
  readonly compare: Comparison;
}

export const rationalizeParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model'],
  properties: {
    model: {
      type: 'string',
      'x-limbeck': 'model',
      description:
        'The model that explains: the student itself, as in STaR, or a teacher where the student cannot follow a hint yet.',
    },
    prompt: templateParam(
      'How the answer is hinted at: sees question, answer and marker, and must ask for the marker. Left out, the question is followed by the answer and a request to reason towards it.',
      ['question', 'answer', 'marker'],
    ),
    marker: markerParam(
      'What stands before the final answer. Of a reply without it the last line is the answer: students taught on rationale rows write it so.',
    ),
    gold: {
      'x-limbeck': 'column',
      type: 'string',
      description:
        'Column with the right answer, which the model is shown. Left out: reference, completion or gold, whichever a row has.',
    },
    gold_marker: goldMarkerParam,
    compare: {
      enum: ['auto', 'number', 'choice', 'text'],
      default: 'auto',
      description:
        'How the reply is held against the right answer. auto: number when that is a number and nothing else, choice when it is one letter, else text.',
    },
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 0 },
  },
};
