import type { ParamProblem, WorkContext } from '../../../src/core/method.js';
import type { AskRequest, ModelReply } from '../../../src/core/models/model-request.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';

/**
 * The replies to a request asked so many times, each of them afresh, in order. One that cannot be used costs itself alone:
 * it is put aside under its code. Other trouble is thrown.
 */
export async function askSamples(
  ctx: WorkContext<unknown>,
  request: AskRequest,
  samples: number,
): Promise<readonly ModelReply[]> {
  const replies = await Promise.all(
    Array.from({ length: samples }, async (_, sample_index) => {
      try {
        return await ctx.ask('model', { ...request, sample_index });
      } catch (error) {
        ctx.reject(unusableReplyCode(error));
        return undefined;
      }
    }),
  );
  return replies.filter((reply) => reply !== undefined);
}

/** Several samples at temperature 0 would be one and the same. */
export function findEqualSamples(params: {
  readonly samples: number;
  readonly temperature?: number;
}): readonly ParamProblem[] {
  const { samples, temperature = 0 } = params;
  if (samples === 1 || temperature > 0) return [];
  return [
    {
      path: ['samples'],
      message: `${samples} samples at temperature 0 are all the same.`,
      hint: 'Set temperature, for example 0.7.',
    },
  ];
}
