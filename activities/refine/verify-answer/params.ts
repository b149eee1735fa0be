import type { JsonSchema } from '../../../src/core/method.js';
import type { Comparison } from '../../kit/answers/compare-answers.js';

export interface VerifyAnswerParams {
  readonly answer: string;
  readonly gold: string;
  readonly marker?: string;
  readonly compare: Comparison;
  readonly tolerance: number;
  readonly relative_tolerance: number;
  readonly on_wrong: 'reject' | 'keep';
}

export const verifyAnswerParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    answer: {
      'x-limbeck': 'column',
      type: 'string',
      default: 'answer',
      description: 'Column with the answer to check.',
    },
    gold: { 'x-limbeck': 'column', type: 'string', default: 'gold', description: 'Column with the right answer.' },
    marker: {
      type: 'string',
      minLength: 1,
      description:
        'Where these columns hold whole solutions: what stands before the final answer ("####"). A text without it is taken whole.',
    },
    compare: {
      enum: ['auto', 'number', 'choice', 'text'],
      default: 'auto',
      description:
        'auto: number when the right answer is a number and nothing else, choice when it is one letter, else text.',
    },
    tolerance: { type: 'number', minimum: 0, default: 0, description: 'Numbers this far apart still count as equal.' },
    relative_tolerance: {
      type: 'number',
      minimum: 0,
      maximum: 1,
      default: 0,
      description: 'Numbers apart by this share of the right one still count as equal.',
    },
    on_wrong: {
      enum: ['reject', 'keep'],
      default: 'reject',
      description: 'keep passes wrong answers on as well, marked in correct.',
    },
  },
};
