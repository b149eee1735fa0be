import type { JsonSchema } from '../../../src/core/method.js';
import type { Rubric } from './rubric.js';

/** What a judge says of one answer: why first, so that the scores follow from it. */
export interface Judgement {
  readonly feedback: string;
  /** By aspect of the rubric. */
  readonly scores: Readonly<Record<string, number>>;
}

/** The form of its reply. Its author is the rubric: every aspect, nothing else, whole numbers of the scale. */
export function judgementSchema({ aspects, scale }: Pick<Rubric, 'aspects' | 'scale'>): JsonSchema {
  const names = Object.keys(aspects);
  return {
    type: 'object',
    additionalProperties: false,
    required: ['feedback', 'scores'],
    properties: {
      feedback: { type: 'string' },
      scores: {
        type: 'object',
        additionalProperties: false,
        required: names,
        properties: Object.fromEntries(
          names.map((name) => [name, { type: 'integer', minimum: scale.min, maximum: scale.max }]),
        ),
      },
    },
  };
}

/** Told to the judge in words as well: not every endpoint is given schemas. */
export function judgementForm({ aspects }: Pick<Rubric, 'aspects'>): string {
  const scores = Object.keys(aspects)
    .map((name) => `"${name}": ...`)
    .join(', ');
  return `Reply with JSON and nothing else, your reasons in a few sentences first: {"feedback": "...", "scores": {${scores}}}`;
}

/** The mean over the aspects, which one number stands for. */
export function meanScore({ scores }: Pick<Judgement, 'scores'>): number {
  const all = Object.values(scores);
  return all.reduce((sum, score) => sum + score, 0) / all.length;
}
