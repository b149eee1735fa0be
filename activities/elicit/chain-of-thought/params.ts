import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../kit/asking/sampling-params.js';
import { goldMarkerParam, markerParam, templateParam } from '../../kit/asking/shared-params.js';

export interface ChainOfThoughtParams extends SamplingParams {
  readonly model: string;
  readonly prompt?: string;
  readonly system?: string;
  readonly marker: string;
  readonly gold?: string;
  readonly gold_marker?: string;
  readonly samples: number;
}

export const chainOfThoughtParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model'],
  properties: {
    model: { type: 'string', 'x-limbeck': 'model', description: 'The teacher that reasons.' },
    prompt: templateParam(
      "What the teacher is told, over the row's columns; it must ask for the marker itself. Left out, the row's own prompt is followed by a request to reason and to end with the marker and the answer.",
    ),
    system: templateParam('System message before it; the student never sees it.'),
    marker: markerParam(
      'What stands before the final answer. A reply without it is rejected, so it must be what the teacher is asked (or used) to write: "####", "A:".',
    ),
    gold: {
      'x-limbeck': 'column',
      type: 'string',
      description:
        'Column with the right answer, kept as gold for verify-answer. Left out: reference, completion or gold, whichever a row has.',
    },
    gold_marker: goldMarkerParam,
    samples: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 1,
      description: 'Solutions per row. Calls grow in step; more than one needs a temperature above 0.',
    },
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 0 },
  },
};
