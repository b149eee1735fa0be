import { LimbeckError } from '../../../src/core/errors.js';
import type { WorkContext } from '../../../src/core/method.js';
import type { ChatMessage } from '../../../src/core/models/model-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { columnsOf, rowMessages } from '../../kit/asking/row-prompt.js';
import { defineMapElicit } from '../contract.js';
import { topLogitsParams, type TopLogitsParams } from './params.js';

/** What the teacher holds likely at each place of a reply that is there already. The reply itself stays as it is. */
export const topLogits = defineMapElicit<TopLogitsParams>({
  id: 'top-logits',
  version: 1,
  summary: 'The teacher says which tokens it holds likely at each place of a given reply.',
  category: 'feature',
  shape: 'map',
  ports: { rows: { kinds: ['sft'], description: 'Prompts with the replies to score, by whomever they were written.' } },
  produces: 'logits',
  writes: ['labels'],
  needs: { model: ['weights'] },
  params: topLogitsParams,
  columns: ({ rows = [] }) => [
    ...new Set([...rows, 'completion', 'prompt_ids', 'completion_ids', 'tokenizer', 'values']),
  ],
  estimate: (rows) => ({ calls: rows }),
  async *run(row, ctx) {
    const { top, temperature } = ctx.params;
    const messages = [...systemTurn(row, ctx), ...promptTurns(row, ctx)];
    const reply = await ctx.logits('model', { messages, completion: completionOf(row), top, temperature });
    const { prompt_ids, completion_ids, tokenizer, values } = reply;
    yield { ...columnsOf(row), prompt_ids, completion_ids, tokenizer, values };
  },
});

function systemTurn(row: Row, ctx: WorkContext<TopLogitsParams>): ChatMessage[] {
  const { system } = ctx.params;
  return system === undefined ? [] : [{ role: 'system', content: ctx.render(system, row) }];
}

function promptTurns(row: Row, ctx: WorkContext<TopLogitsParams>): readonly ChatMessage[] {
  const { prompt } = ctx.params;
  return prompt === undefined ? rowMessages(row) : [{ role: 'user', content: ctx.render(prompt, row) }];
}

function completionOf({ id, completion }: Row): string {
  if (typeof completion === 'string') return completion;
  throw new LimbeckError({
    code: 'row-without-completion',
    kind: 'row',
    message: `Row ${id} has no completion that is a text.`,
    hint: 'Put elicit/label before this step, or map a column to "completion" where the data is read.',
  });
}
