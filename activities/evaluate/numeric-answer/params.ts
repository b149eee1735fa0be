import type { JsonSchema } from '../../../src/core/method.js';
import {
  goldColumnParam,
  measuredSamplingParams,
  modelsParam,
  promptsParam,
  resamplesParam,
} from '../../kit/asking/measured-params.js';
import type { SamplingParams } from '../../kit/asking/sampling-params.js';
import { goldMarkerParam, markerParam } from '../../kit/asking/shared-params.js';

export interface NumericAnswerParams extends SamplingParams {
  readonly models: readonly string[];
  readonly field: string;
  readonly marker: string;
  readonly gold_marker?: string;
  readonly require_marker: boolean;
  readonly tolerance: number;
  readonly relative_tolerance: number;
  readonly prompts?: Readonly<Record<string, string>>;
  readonly resamples: number;
}

export const numericAnswerParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['models'],
  properties: {
    models: modelsParam,
    field: goldColumnParam('reference'),
    marker: markerParam('What stands before the final answer of a reply.'),
    gold_marker: goldMarkerParam,
    require_marker: {
      type: 'boolean',
      default: false,
      description: 'true counts a reply without the marker as unusable; false then takes its last number.',
    },
    tolerance: { type: 'number', minimum: 0, default: 0, description: 'Numbers this far apart still count as equal.' },
    relative_tolerance: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0,
      description: 'Numbers apart by this share of the right one still count as equal.',
    },
    prompts: promptsParam,
    resamples: resamplesParam,
    ...measuredSamplingParams,
  },
};
