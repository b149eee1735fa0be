import type { JsonSchema } from '../../../src/core/method.js';
import { samplingParams, type SamplingParams } from '../../kit/asking/sampling-params.js';
import { templateParam } from '../../kit/asking/shared-params.js';

export interface SelfInstructParams extends SamplingParams {
  readonly model: string;
  readonly target: number;
  readonly demos: number;
  readonly machine_share: number;
  readonly per_call: number;
  readonly calls_per_round: number;
  readonly max_rounds?: number;
  readonly max_similarity: number;
  readonly min_words: number;
  readonly max_words: number;
  readonly blacklist: readonly string[];
  readonly prompt?: string;
  readonly reply_format: 'numbered' | 'json';
  readonly presence_penalty?: number;
}

export const selfInstructParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model', 'target'],
  properties: {
    model: { type: 'string', 'x-limbeck': 'model', description: 'The teacher that writes.' },
    target: {
      type: 'integer',
      minimum: 1,
      description:
        'New prompts wanted, the seeds not counted. Calls grow in step: about target / per_call, more when many are rejected.',
    },
    demos: {
      type: 'integer',
      minimum: 1,
      maximum: 32,
      default: 8,
      description: 'Examples shown in each call. More steer better and cost prompt tokens in every call.',
    },
    machine_share: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.25,
      description:
        'Share of the examples taken from prompts made so far; the rest are seeds. More gives variety and drifts from the seeds sooner.',
    },
    per_call: {
      type: 'integer',
      minimum: 1,
      maximum: 50,
      default: 8,
      description: 'Prompts asked for in one call. More is cheaper; too many for max_tokens and the last one is lost.',
    },
    calls_per_round: {
      type: 'integer',
      minimum: 1,
      maximum: 1000,
      default: 32,
      description:
        'Calls made at once, all with examples from the pool as it stood. Fewer let new prompts return as examples sooner; more is faster.',
    },
    max_rounds: {
      type: 'integer',
      minimum: 1,
      description:
        'Rounds after which the step ends short of its target. Left out: ten times what would do if nothing were rejected.',
    },
    max_similarity: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 1,
      default: 0.7,
      description:
        'A prompt whose ROUGE-L with any seed or earlier prompt is above this is rejected. Lower gives variety and costs calls; 1 rejects nothing.',
    },
    min_words: { type: 'integer', minimum: 1, default: 4, description: 'Shorter prompts are rejected.' },
    max_words: { type: 'integer', minimum: 1, default: 150, description: 'Longer prompts are rejected.' },
    blacklist: {
      type: 'array',
      items: { type: 'string', minLength: 1 },
      default: [],
      description: 'Prompts with one of these words or phrases are rejected; case and punctuation do not matter.',
    },
    prompt: templateParam(
      'What the teacher is told, over `demos` (a list of texts) and `count`. The form of the reply is asked for after it, by the method.',
      ['demos', 'count'],
    ),
    reply_format: {
      enum: ['numbered', 'json'],
      default: 'numbered',
      description:
        'A numbered list is what small teachers manage too; json keeps prompts of several paragraphs whole and is asked again when it does not parse.',
    },
    ...samplingParams,
    temperature: { ...samplingParams.temperature, default: 0.7 },
    top_p: { ...samplingParams.top_p, default: 0.5 },
    max_tokens: { ...samplingParams.max_tokens, default: 1024 },
    presence_penalty: {
      type: 'number',
      minimum: -2,
      maximum: 2,
      description:
        'Above 0, words already written become less likely, which varies the prompts of one reply. Not every endpoint knows it.',
    },
  },
};
