import { extractAnswer } from '../../../src/core/answer-extraction.js';
import { columnText, questionText } from '../../../src/core/column-text.js';
import { finalAnswer } from '../../../src/core/gold-answer.js';
import type { RowContext } from '../../../src/core/method.js';
import type { ChatMessage } from '../../../src/core/model-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { columnsOf, rowMessages } from '../../../src/core/row-prompt.js';
import { samplingOf } from '../../../src/core/sampling-params.js';
import { unusableReplyCode } from '../../../src/core/unusable-reply.js';
import { defineMapElicit } from '../contract.js';
import { chainOfThoughtParams, type ChainOfThoughtParams } from './params.js';

/** The teacher solves each row step by step; its reasoning and its final answer are kept apart. */
export const chainOfThought = defineMapElicit<ChainOfThoughtParams>({
  id: 'chain-of-thought',
  version: 1,
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
  needs: { model: ['chat'] },
  params: chainOfThoughtParams,
  check: ({ samples, temperature = 0 }) =>
    samples > 1 && temperature === 0
      ? [
          {
            path: ['samples'],
            message: `${samples} samples at temperature 0 are all the same.`,
            hint: 'Set temperature, for example 0.7.',
          },
        ]
      : [],
  columns: ({ rows = [] }, { gold }) => {
    const known = gold !== undefined || rows.includes('reference') ? ['gold'] : [];
    return [...new Set([...rows, 'prompt', 'rationale', 'answer', ...known])];
  },
  estimate: (rows, { samples }) => ({ calls: rows * samples }),
  async *run(row, ctx) {
    const { params } = ctx;
    const messages = messagesFor(row, ctx);
    const texts = await Promise.all(
      Array.from({ length: params.samples }, async (_, sample_index) => {
        try {
          return (await ctx.ask('model', { messages, sampling: samplingOf(params), sample_index })).text;
        } catch (error) {
          // One bad sample of several costs itself; the only one of a row makes the row fail, to be tried on resume.
          if (params.samples === 1) throw error;
          ctx.reject(unusableReplyCode(error));
          return undefined;
        }
      }),
    );
    const gold = goldOf(row, params);
    for (const text of texts) {
      if (text === undefined) continue;
      const found = extractAnswer(text, params.marker);
      if (found) yield { ...columnsOf(row), prompt: questionText(row), ...found, ...gold };
      else ctx.reject('no-answer', text.slice(-200));
    }
  },
});

function messagesFor(row: Row, ctx: RowContext<ChainOfThoughtParams>): readonly ChatMessage[] {
  const { prompt, system, marker } = ctx.params;
  const before: ChatMessage[] = system === undefined ? [] : [{ role: 'system', content: ctx.render(system, row) }];
  if (prompt !== undefined) return [...before, { role: 'user', content: ctx.render(prompt, row) }];
  const turns = rowMessages(row);
  const last = turns[turns.length - 1]!;
  const content = `${last.content}\n\nReason step by step. Then write the last line: ${marker} and the final answer alone.`;
  return [...before, ...turns.slice(0, -1), { ...last, content }];
}

function goldOf(row: Row, { gold, gold_marker, marker }: ChainOfThoughtParams): { gold?: string } {
  const column = gold ?? 'reference';
  const text = columnText(row, column);
  return text === '' ? {} : { gold: finalAnswer(text, gold_marker ?? marker) };
}
