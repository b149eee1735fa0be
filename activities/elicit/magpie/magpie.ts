import { LimbeckError } from '../../../src/core/errors.js';
import { madeFrom } from '../../../src/core/identity/made-from.js';
import type { GrowInput, ParamProblem, WorkContext } from '../../../src/core/method.js';
import type { ModelReply } from '../../../src/core/models/model-request.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { rowPrompt } from '../../kit/asking/row-prompt.js';
import { samplingOf } from '../../kit/asking/sampling-params.js';
import { looseText, wordsOf } from '../../kit/text/normalise-text.js';
import { defineGrowElicit } from '../contract.js';
import { magpieParams, type MagpieParams } from './params.js';

/** An aligned model is given the beginning of a user's turn and nothing else, and writes what users ask it. */
export const magpie = defineGrowElicit<MagpieParams>({
  id: 'magpie',
  version: 1,
  summary: 'A model writes prompts by itself from its empty chat template.',
  category: 'self-knowledge',
  shape: 'grow',
  ports: {
    seeds: {
      kinds: ['prompt', 'document'],
      description:
        'What `pre_query` is filled from, in turn: one row, or a row for each domain with its system message.',
    },
  },
  produces: 'prompt',
  writes: ['questions'],
  needs: { model: ['completions'] },
  params: magpieParams,
  check: findProblems,
  columns: () => ['prompt'],
  estimate: (_rows, { target }) => ({ calls: target }),
  target: ({ target }) => target,
  maxRounds: ({ max_rounds, target, calls_per_round }) => max_rounds ?? 10 * Math.ceil(target / calls_per_round) + 10,
  async *round(input, ctx) {
    if (input.seeds.length === 0) throw noSeeds();
    const { params } = ctx;
    const calls = Math.min(params.calls_per_round, input.missing);
    const turns = await Promise.all(Array.from({ length: calls }, (_, call) => writeTurn(call, input, ctx)));
    const known = new Set(input.pool.map((row) => looseText(rowPrompt(row))));
    for (const turn of turns) {
      if (!turn) continue;
      const prompt = turn.reply.text.trim();
      const draft = madeFrom({ parents: [turn.seed.id], prompt }, turn.reply);
      const fault = known.has(looseText(prompt)) ? 'repeated' : findFault(prompt, params);
      if (fault !== undefined) {
        ctx.reject(fault, { row: draft });
        continue;
      }
      known.add(looseText(prompt));
      yield draft;
    }
  },
});

interface Turn {
  readonly seed: Row;
  readonly reply: ModelReply;
}

/** Equal beginnings must go on differently, hence a sample index that no other call of the step has. */
async function writeTurn(
  call: number,
  { seeds, round }: GrowInput,
  ctx: WorkContext<MagpieParams>,
): Promise<Turn | undefined> {
  const { params } = ctx;
  const sample_index = round * params.calls_per_round + call;
  const seed = seeds[sample_index % seeds.length]!;
  try {
    const prompt = ctx.render(params.pre_query, seed);
    return { seed, reply: await ctx.complete('model', { prompt, sampling: samplingOf(params), sample_index }) };
  } catch (error) {
    ctx.reject(unusableReplyCode(error), { row: { parents: [seed.id], prompt: '' } });
    return undefined;
  }
}

/** Why a turn is put aside; nothing when it is good. */
function findFault(prompt: string, { min_words, max_words }: MagpieParams): string | undefined {
  if (prompt === '') return 'empty-reply';
  // What should have followed did not: a list, a text to look at.
  if (prompt.endsWith(':')) return 'unfinished';
  const words = wordsOf(prompt).length;
  if (words < min_words) return 'too-short';
  return words > max_words ? 'too-long' : undefined;
}

function findProblems({ min_words, max_words, temperature }: MagpieParams): readonly ParamProblem[] {
  const problems: ParamProblem[] = [];
  if (min_words > max_words)
    problems.push({ path: ['min_words'], message: `min_words (${min_words}) is more than max_words (${max_words}).` });
  if (temperature === 0)
    problems.push({
      path: ['temperature'],
      message: 'At temperature 0 the model writes the same turn again and again.',
      hint: 'Leave it out: 1 is what the method is for.',
    });
  return problems;
}

function noSeeds(): LimbeckError {
  return new LimbeckError({
    code: 'no-seeds',
    message: 'There is no row to fill pre_query from.',
    hint: 'Give the step a data set with at least one row; its text may be a system message.',
  });
}
