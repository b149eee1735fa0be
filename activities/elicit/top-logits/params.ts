import type { JsonSchema } from '../../../src/core/method.js';
import { templateParam } from '../../kit/asking/shared-params.js';

export interface TopLogitsParams {
  readonly model: string;
  readonly top: number;
  readonly temperature: number;
  readonly prompt?: string;
  readonly system?: string;
}

export const topLogitsParams: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['model'],
  properties: {
    model: { type: 'string', 'x-limbeck': 'model', description: 'The teacher: a local model with weights.' },
    top: {
      type: 'integer',
      minimum: 1,
      maximum: 1024,
      default: 64,
      description:
        'Most likely tokens kept at each place. More say more of the teacher and take more room: 8 bytes each. A number above its vocabulary keeps all.',
    },
    temperature: {
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 100,
      default: 1,
      description: "Divides the teacher's logits. The training must have the same.",
    },
    prompt: templateParam(
      "What the teacher is told, over the row's columns; the same as where the reply was elicited. The student never sees it: it learns from the row's own prompt. Left out, the teacher gets the row's own prompt as well.",
    ),
    system: templateParam('System message before everything else; the student never sees it.'),
  },
};
