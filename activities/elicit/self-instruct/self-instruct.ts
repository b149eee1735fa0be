import { LimbeckError } from '../../../src/core/errors.js';
import { madeFrom } from '../../../src/core/identity/made-from.js';
import type { WorkContext, GrowInput } from '../../../src/core/method.js';
import { wordsOf } from '../../kit/text/normalise-text.js';
import type { ModelReply } from '../../../src/core/models/model-request.js';
import type { Random } from '../../../src/core/random.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';
import { createRougeIndex, type RougeIndex } from '../../kit/text/rouge-l.js';
import { rowPrompt } from '../../kit/asking/row-prompt.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';
import { defineGrowElicit } from '../contract.js';
import { selfInstructParams, type SelfInstructParams } from './params.js';
import { replyItems, type ReplyItems } from '../../kit/text/reply-items.js';
import { defaultTemplate, writingRequest } from './writing-request.js';

/** New prompts grown from seeds; what passes the filters returns as an example for later rounds. */
export const selfInstruct = defineGrowElicit<SelfInstructParams>({
  id: 'self-instruct',
  version: 1,
  summary: 'Grow prompts from seeds.',
  category: 'expansion',
  shape: 'grow',
  ports: { seeds: { kinds: ['prompt', 'document', 'sft'], description: 'Examples of what to write more of.' } },
  produces: 'prompt',
  writes: ['questions'],
  needs: { model: ['chat'] },
  params: selfInstructParams,
  check: ({ min_words, max_words }) =>
    min_words > max_words
      ? [{ path: ['min_words'], message: `min_words (${min_words}) is more than max_words (${max_words}).` }]
      : [],
  columns: () => ['prompt'],
  estimate: (_rows, { target, per_call }) => ({ calls: Math.ceil(target / per_call) }),
  target: ({ target }) => target,
  maxRounds: ({ max_rounds, target, per_call, calls_per_round }) =>
    max_rounds ?? 10 * Math.ceil(target / (per_call * calls_per_round)) + 10,
  async *round(input, ctx) {
    if (input.seeds.length === 0) {
      throw new LimbeckError({
        code: 'no-seeds',
        message: 'There are no seeds to grow from.',
        hint: 'Give the step a data set with at least one prompt.',
      });
    }
    const { params } = ctx;
    const wanted = Math.min(params.calls_per_round, Math.ceil(input.missing / params.per_call));
    const shown = Array.from({ length: wanted }, () => pickDemos(input, params, ctx.random));
    const replies = await Promise.all(shown.map((demos, call) => askForMore(demos, call, input, ctx)));

    const index = createRougeIndex();
    for (const row of [...input.seeds, ...input.pool]) index.add(rowPrompt(row));
    let made = 0;
    for (const [call, { items, cutOff, reply }] of replies.entries()) {
      const credited = (draft: RowDraft): RowDraft => (reply ? madeFrom(draft, reply) : draft);
      if (cutOff !== undefined) ctx.reject('cut-off', { row: credited({ prompt: cutOff }) });
      const parents = shown[call]!.map((row) => row.id);
      for (const prompt of items) {
        if (made === input.missing) return;
        const draft = credited({ parents, prompt });
        const fault = findFault(prompt, index, params);
        if (fault !== undefined) {
          ctx.reject(fault, { row: draft });
          continue;
        }
        index.add(prompt);
        made++;
        yield draft;
      }
    }
  },
});

/** Some seeds and some prompts made so far, shuffled; whichever there are too few of is made up for by the other. */
function pickDemos({ seeds, pool }: GrowInput, params: SelfInstructParams, random: Random): Row[] {
  const count = Math.min(params.demos, seeds.length + pool.length);
  const machine = Math.min(Math.max(Math.round(count * params.machine_share), count - seeds.length), pool.length);
  return random.shuffled([...pickSome(seeds, count - machine, random), ...pickSome(pool, machine, random)]);
}

function pickSome(rows: readonly Row[], count: number, random: Random): Row[] {
  const places = new Set<number>();
  while (places.size < count) places.add(random.below(rows.length));
  return Array.from(places, (place) => rows[place]!);
}

/** One call. Equal requests must give fresh replies, hence a sample index that no other call of the step has. */
async function askForMore(
  demos: readonly Row[],
  call: number,
  { round }: GrowInput,
  ctx: WorkContext<SelfInstructParams>,
): Promise<ReplyItems & { readonly reply?: ModelReply }> {
  const { params } = ctx;
  const scope = { id: '', parents: [], demos: demos.map(rowPrompt), count: params.per_call };
  const body = ctx.render(params.prompt ?? defaultTemplate, scope);
  try {
    const reply = await ctx.ask('model', writingRequest(body, params, round * params.calls_per_round + call));
    return { ...replyItems(reply), reply };
  } catch (error) {
    ctx.reject(unusableReplyCode(error), { row: { prompt: '' } });
    return { items: [] };
  }
}

/** Why a prompt is put aside, cheapest test first; nothing when it is good. */
function findFault(prompt: string, index: RougeIndex, params: SelfInstructParams): string | undefined {
  const words = wordsOf(prompt);
  if (words.length < params.min_words) return 'too-short';
  if (words.length > params.max_words) return 'too-long';
  if (/^[^\p{L}\p{N}"'([{<$\u00a3\u20ac\u2018\u201c\u00bf\u00a1]/u.test(prompt)) return 'leading-punctuation';
  const text = ` ${words.join(' ')} `;
  if (params.blacklist.some((phrase) => text.includes(` ${wordsOf(phrase).join(' ')} `))) return 'blacklisted';
  if (params.max_similarity < 1 && index.firstAbove(prompt, params.max_similarity)) return 'too-similar';
  return undefined;
}
