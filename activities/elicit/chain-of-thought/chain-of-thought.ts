import { extractAnswer } from '../../kit/answers/answer-extraction.js';
import { askSamples, findEqualSamples } from '../../kit/asking/ask-samples.js';
import { knownAnswer } from '../../kit/answers/gold-answer.js';
import { madeFrom } from '../../../src/core/identity/made-from.js';
import type { WorkContext } from '../../../src/core/method.js';
import type { ChatMessage } from '../../../src/core/models/model-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { rowMessages } from '../../kit/asking/row-prompt.js';
import { samplingOf } from '../../kit/asking/sampling-params.js';
import { workedColumns, workedRow } from '../../kit/answers/worked-row.js';
import { defineMapElicit } from '../contract.js';
import { chainOfThoughtParams, type ChainOfThoughtParams } from './params.js';

/** The teacher solves each row step by step; its reasoning and its final answer are kept apart. */
export const chainOfThought = defineMapElicit<ChainOfThoughtParams>({
  id: 'chain-of-thought',
  version: 2,
  summary: 'The teacher reasons, then answers.',
  category: 'labeling',
  shape: 'map',
  ports: {
    rows: {
      kinds: ['prompt', 'sft', 'rationale', 'verifiable'],
      description: 'Questions, with or without the right answer.',
    },
  },
  produces: 'rationale',
  writes: ['answers'],
  needs: { model: ['chat'] },
  params: chainOfThoughtParams,
  check: findEqualSamples,
  columns: ({ rows = [] }, { gold }) => workedColumns(rows, gold),
  estimate: (rows, { samples }) => ({ calls: rows * samples }),
  async *run(row, ctx) {
    const { params } = ctx;
    const request = { messages: messagesFor(row, ctx), sampling: samplingOf(params) };
    // The only sample of a row makes the row fail, to be tried on resume; one of several costs itself.
    const replies =
      params.samples === 1
        ? [await ctx.ask('model', { ...request, sample_index: 0 })]
        : await askSamples(ctx, request, params.samples);
    const gold = knownAnswer(row, params.gold, params.gold_marker ?? params.marker);
    for (const reply of replies) {
      const { text } = reply;
      const found = extractAnswer(text, params.marker);
      if (found) yield madeFrom(workedRow(row, found, gold), reply);
      else ctx.reject('no-answer', { detail: text.slice(-200) });
    }
  },
});

function messagesFor(row: Row, ctx: WorkContext<ChainOfThoughtParams>): readonly ChatMessage[] {
  const { prompt, system, marker } = ctx.params;
  const before: ChatMessage[] = system === undefined ? [] : [{ role: 'system', content: ctx.render(system, row) }];
  if (prompt !== undefined) return [...before, { role: 'user', content: ctx.render(prompt, row) }];
  const turns = rowMessages(row);
  const last = turns[turns.length - 1]!;
  const content = `${last.content}\n\nReason step by step. Then write the last line: ${marker} and the final answer alone.`;
  return [...before, ...turns.slice(0, -1), { ...last, content }];
}
