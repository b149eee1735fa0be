import { extractAnswer, lastLineAnswer } from '../../kit/answers/answer-extraction.js';
import { askSamples, findEqualSamples } from '../../kit/asking/ask-samples.js';
import { knownAnswer } from '../../kit/answers/gold-answer.js';
import { madeFrom } from '../../../src/core/identity/made-from.js';
import { rowMessages } from '../../kit/asking/row-prompt.js';
import { samplingOf } from '../../kit/asking/sampling-params.js';
import { workedColumns, workedRow } from '../../kit/answers/worked-row.js';
import { defineMapElicit } from '../contract.js';
import { selfSampleParams, type SelfSampleParams } from './params.js';

/** A model answers each row several times; what is right among it can teach the model again. */
export const selfSample = defineMapElicit<SelfSampleParams>({
  id: 'self-sample',
  version: 1,
  summary: 'A model answers each row several times, to learn from itself.',
  category: 'self-knowledge',
  shape: 'map',
  ports: {
    rows: {
      kinds: ['prompt', 'sft', 'rationale', 'verifiable'],
      description: 'Questions, mostly with the right answer.',
    },
  },
  produces: 'rationale',
  writes: ['answers'],
  needs: { model: ['chat'] },
  params: selfSampleParams,
  check: findEqualSamples,
  columns: ({ rows = [] }, { gold }) => workedColumns(rows, gold),
  estimate: (rows, { samples }) => ({ calls: rows * samples }),
  async *run(row, ctx) {
    const { params } = ctx;
    const { prompt, samples, marker } = params;
    const content = prompt === undefined ? undefined : ctx.render(prompt, row);
    const messages = content === undefined ? rowMessages(row) : [{ role: 'user' as const, content }];
    const gold = knownAnswer(row, params.gold, params.gold_marker ?? marker);
    for (const reply of await askSamples(ctx, { messages, sampling: samplingOf(params) }, samples)) {
      const { text } = reply;
      const found = text.includes(marker) ? extractAnswer(text, marker) : lastLineAnswer(text);
      if (found) yield madeFrom(workedRow(row, found, gold), reply);
      else ctx.reject('no-answer', { detail: text.slice(-200) });
    }
  },
});
