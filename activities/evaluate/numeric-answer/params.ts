import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../../src/core/sampling-params.js';
import { templateParam } from '../../../src/core/shared-params.js';

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
      default: 'reference',
      description: 'Column with the right answer.',
    },
    marker: {
      type: 'string',
      minLength: 1,
      default: '####',
      description: 'What stands before the final answer of a reply.',
    },
    gold_marker: {
      type: 'string',
      minLength: 1,
      description: 'The same for the column with the right answer. Left out: as marker.',
    },
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
    prompts: {
      type: 'object',
      additionalProperties: templateParam("What this model is told, over the row's columns but the right answer."),
      propertyNames: { 'x-limbeck': 'model', type: 'string' },
      description:
        "Models that need more than the row's own prompt: name to template. A student gets what it was trained on, so it is not named here.",
    },
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
