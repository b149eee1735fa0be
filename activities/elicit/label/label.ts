import type { WorkContext } from '../../../src/core/method.js';
import { madeFrom } from '../../../src/core/identity/made-from.js';
import type { AskRequest, ChatMessage } from '../../../src/core/models/model-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { columnsForReply, rowMessages, rowPrompt } from '../../kit/asking/row-prompt.js';
import { samplingOf } from '../../kit/asking/sampling-params.js';
import { defineMapElicit } from '../contract.js';
import { completionOf } from './completion.js';
import { electAnswer, voteProblems } from './elect-answer.js';
import { labelParams, type LabelParams } from './params.js';

/** The teacher answers each row; the student will learn the row's own prompt with that answer. */
export const label = defineMapElicit<LabelParams>({
  id: 'label',
  version: 1,
  summary: 'The teacher answers each row.',
  category: 'labeling',
  shape: 'map',
  ports: {
    rows: {
      kinds: ['prompt', 'document', 'sft', 'rationale', 'labelled', 'verifiable'],
      description: 'What to answer: rows with a prompt, messages or a text.',
    },
    demos: {
      kinds: ['sft'],
      optional: true,
      description: 'Worked examples, shown before each row as earlier turns. Keep it small: every call pays for them.',
    },
  },
  produces: 'sft',
  writes: ['answers'],
  needs: { model: ['chat'], voters: ['chat'] },
  several: ['voters'],
  params: labelParams,
  columns: ({ rows = [] }, { voters }) => {
    const prompt = rows.includes('messages') && !rows.includes('prompt') ? 'messages' : 'prompt';
    const reference = rows.includes('completion') ? ['reference'] : [];
    return [...new Set([...rows, prompt, 'completion', ...reference, ...(voters ? ['agreement'] : [])])];
  },
  check: ({ voters, min_votes }) => voteProblems(voters, min_votes),
  estimate: (rows, { voters }) =>
    voters ? { calls: rows * (1 + voters.length), by: { model: 1, voters: voters.length } } : { calls: rows },
  async *run(row, ctx) {
    const request: AskRequest = {
      messages: [...systemTurn(row, ctx), ...(await demoTurns(ctx)), ...promptTurns(row, ctx)],
      sampling: samplingOf(ctx.params),
      ...(ctx.params.reply ? { reply: ctx.params.reply } : {}),
    };
    if (ctx.params.voters) {
      const elected = await electAnswer(request, ctx);
      if (elected)
        yield madeFrom(
          { ...ownColumns(row), completion: elected.completion, agreement: elected.agreement },
          ...elected.replies,
        );
      return;
    }
    const completion = completionOf(await ctx.ask('model', request), ctx.params);
    if (completion === '') {
      ctx.reject('empty-reply');
      return;
    }
    yield { ...ownColumns(row), completion };
  },
});

function systemTurn(row: Row, ctx: WorkContext<LabelParams>): ChatMessage[] {
  const { system } = ctx.params;
  return system === undefined ? [] : [{ role: 'system', content: ctx.render(system, row) }];
}

/** The same template over the row, or the row as it is. */
function promptTurns(row: Row, ctx: WorkContext<LabelParams>): readonly ChatMessage[] {
  const { prompt } = ctx.params;
  return prompt === undefined ? rowMessages(row) : [{ role: 'user', content: ctx.render(prompt, row) }];
}

async function demoTurns(ctx: WorkContext<LabelParams>): Promise<ChatMessage[]> {
  const demos = await ctx.side('demos');
  return demos.flatMap((demo) => [
    ...promptTurns(demo, ctx),
    { role: 'assistant' as const, content: String(demo['completion']) },
  ]);
}

/** The row without its identity, its prompt made explicit; an answer it had stays as its reference. */
function ownColumns(row: Row): Record<string, unknown> {
  const columns = columnsForReply(row);
  if (columns['messages'] === undefined || columns['prompt'] !== undefined) columns['prompt'] = rowPrompt(row);
  return columns;
}
