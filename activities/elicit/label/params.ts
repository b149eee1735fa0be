import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../kit/asking/sampling-params.js';
import { replyParam, templateParam, type ReplyParam } from '../../kit/asking/shared-params.js';

export interface LabelParams extends SamplingParams {
  readonly model: string;
  readonly voters?: readonly string[];
  readonly min_votes?: number;
  readonly prompt?: string;
  readonly system?: string;
  readonly reply?: ReplyParam;
}

export const labelParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model'],
  properties: {
    model: { type: 'string', 'x-limbeck': 'model', description: 'The teacher. One call per row.' },
    voters: {
      'x-limbeck': 'models',
      type: 'array',
      items: { type: 'string' },
      minItems: 1,
      maxItems: 16,
      uniqueItems: true,
      description:
        'Further teachers, told the same. The answer that enough of all of them give is kept; without one the row goes. One more call per row for each.',
    },
    min_votes: {
      type: 'integer',
      minimum: 1,
      description: 'Teachers that must give an answer, the first among them. Left out: more than half of all.',
    },
    prompt: templateParam(
      "What the teacher is told, over the row's columns. The student never sees it: it learns from the row's own prompt. Left out, the teacher gets the row's own prompt as well.",
    ),
    system: templateParam('System message before everything else; the student never sees it.'),
    reply: replyParam(
      'Ask for structured replies. The completion becomes their JSON, keys in the order of the schema, so that equal answers have one spelling.',
    ),
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 0 },
  },
};
