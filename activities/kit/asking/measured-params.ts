import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams } from './sampling-params.js';
import { templateParam } from './shared-params.js';

/** Parameters that every method takes which asks models and compares their replies with a right answer. */

export const modelsParam: JsonSchema = {
  'x-limbeck': 'models',
  type: 'array',
  items: { type: 'string' },
  minItems: 1,
  uniqueItems: true,
  description: 'Models to measure on the same rows. One call per row and model.',
};

/** Column with the right answer; each method has a default of its own. */
export function goldColumnParam(byDefault: string): JsonSchema {
  return {
    'x-limbeck': 'gold-column',
    type: 'string',
    default: byDefault,
    description: 'Column with the right answer.',
  };
}

export const promptsParam: JsonSchema = {
  type: 'object',
  additionalProperties: templateParam("What this model is told, over the row's columns but the right answer."),
  propertyNames: { 'x-limbeck': 'model', type: 'string' },
  description:
    "Models that need more than the row's own prompt: name to template. A student gets what it was trained on, so it is not named here.",
};

export const resamplesParam: JsonSchema = {
  type: 'integer',
  minimum: 100,
  maximum: 100000,
  default: 1000,
  description: 'Bootstrap resamples behind the 95 % interval. More steadies its ends and takes time.',
};

/** As for elicitation, but greedy unless said: a measure should not change from run to run. */
export const measuredSamplingParams = {
  ...samplingParams,
  temperature: { ...samplingParams.temperature, default: 0 },
} as const;
