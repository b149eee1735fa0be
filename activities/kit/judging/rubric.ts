import type { JsonSchema, ParamProblem } from '../../../src/core/method.js';

/** What a judge looks at, and on which scale. */
export interface Rubric {
  /** Aspect to what is meant by it. */
  readonly aspects: Readonly<Record<string, string>>;
  readonly scale: { readonly min: number; readonly max: number };
  /** What a number means, where it is said: "1" to "Wrong or off the point.". */
  readonly levels?: Readonly<Record<string, string>>;
}

/** Parameter of every method that judges by a rubric. */
export const rubricParam: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    aspects: {
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1 },
      propertyNames: { pattern: '^[a-z][a-z0-9_]*$' },
      minProperties: 1,
      maxProperties: 12,
      default: { quality: 'How helpful, right and complete the answer is for what was asked.' },
      description: 'Aspect to what is meant by it; each is scored by itself, in one reply.',
    },
    scale: {
      type: 'object',
      additionalProperties: false,
      properties: {
        min: { type: 'integer', default: 1, description: 'The worst score.' },
        max: { type: 'integer', default: 5, description: 'The best score.' },
      },
      default: { min: 1, max: 5 },
      description: 'Whole numbers from the worst to the best. Few and far apart are told apart best.',
    },
    levels: {
      type: 'object',
      additionalProperties: { type: 'string', minLength: 1 },
      propertyNames: { pattern: '^-?[0-9]+$' },
      description: 'What a score means, number to words. Written levels make judges agree more.',
    },
  },
  default: {},
  description: 'What is judged, and on which scale.',
};

/** What a schema cannot say of a rubric. */
export function rubricProblems({ scale, levels = {} }: Rubric): readonly ParamProblem[] {
  const { min, max } = scale;
  if (min >= max)
    return [{ path: ['rubric', 'scale'], message: `The scale goes from ${min} to ${max}: there is nothing between.` }];
  return Object.keys(levels)
    .filter((level) => Number(level) < min || Number(level) > max)
    .map((level) => ({
      path: ['rubric', 'levels', level],
      message: `${level} is not on the scale of ${min} to ${max}.`,
    }));
}

/** The rubric as a judge reads it. */
export function rubricText({ aspects, scale, levels = {} }: Rubric): string {
  const names = Object.keys(aspects);
  const list = names.map((name) => `- ${name}: ${aspects[name]}`).join('\n');
  const told = Object.keys(levels)
    .toSorted((a, b) => Number(a) - Number(b))
    .map((level) => `${level}: ${levels[level]}`);
  return [
    `Score ${names.length === 1 ? 'this aspect' : 'each of these aspects by itself'} with a whole number from ${scale.min} (worst) to ${scale.max} (best):`,
    list,
    ...(told.length > 0 ? ['', ...told] : []),
  ].join('\n');
}
