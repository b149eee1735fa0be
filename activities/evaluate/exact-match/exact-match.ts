import { answerMetrics, scoreAnswers } from '../../kit/answers/answer-score.js';
import { canonicalJson, type JsonValue } from '../../../src/core/canonical-json.js';
import { columnText, questionText } from '../../kit/text/column-text.js';
import { LimbeckError } from '../../../src/core/errors.js';
import { findJson } from '../../kit/text/json-in-text.js';
import { measuredRequest } from '../../kit/asking/measured-request.js';
import { answerText, looseText } from '../../kit/text/normalise-text.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { jsonInSchemaOrder } from '../../kit/text/schema-order.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';
import { defineEvaluate } from '../contract.js';
import { exactMatchParams, type ExactMatchParams } from './params.js';

/** Share of rows on which a model's answer equals the gold answer. */
export const exactMatch = defineEvaluate<ExactMatchParams>({
  id: 'exact-match',
  version: 1,
  summary: 'Share of answers equal to the gold answer.',
  category: 'accuracy',
  shape: 'measure',
  ports: {
    rows: {
      kinds: ['sft', 'prompt', 'rationale', 'verifiable', 'labelled'],
      evaluation: true,
      description: 'Held-out rows with a right answer.',
    },
  },
  produces: null,
  metrics: answerMetrics,
  needs: { models: ['chat'] },
  params: exactMatchParams,
  check: ({ prompts = {}, reply }) =>
    reply && Object.keys(prompts).length === 0
      ? [{ path: ['reply'], message: 'No model is asked for structured replies.', hint: 'Name it in prompts.' }]
      : [],
  estimate: (rows, { models }) => ({ calls: rows * models.length }),
  async *run(row, ctx) {
    const { params, model } = ctx;
    const gold = goldOf(row, params);
    const facts = { prompt: questionText(row), gold: columnText(row, params.field) };
    const template = params.prompts?.[model];
    const schema = template === undefined ? undefined : params.reply;
    const request = measuredRequest({ row, template, hidden: params.field, ctx });
    try {
      const reply = await ctx.ask('models', schema ? { ...request, reply: schema } : request);
      const prediction =
        schema && reply.value !== undefined ? jsonInSchemaOrder(reply.value, schema.schema) : reply.text.trim();
      if (reply.finish_reason === 'length') yield { ...facts, prediction, correct: false, failure: 'reply-cut-off' };
      else yield { ...facts, prediction, ...judge(prediction, gold, params) };
    } catch (error) {
      yield { ...facts, prediction: '', correct: false, failure: unusableReplyCode(error) };
    }
  },
  fold: (rows, failed, ctx) => scoreAnswers(rows, failed, ctx, ctx.params.resamples),
});

/** The right answer to compare with: a JSON value, or text. Without one the row cannot be scored, by any model. */
function goldOf(row: Row, { field, compare }: ExactMatchParams): JsonValue {
  const gold = row[field] as JsonValue | undefined;
  const found = compare === 'json' && typeof gold === 'string' ? findJson(gold)?.value : gold;
  if (found !== undefined && found !== null && found !== '') return found;
  throw new LimbeckError({
    code: 'row-without-gold',
    message: `Row ${row.id} has no right answer in "${field}"${compare === 'json' ? ' that is JSON' : ''}.`,
    hint: 'Mend the held-out set, or name another column in field.',
    kind: 'row',
  });
}

function judge(prediction: string, gold: JsonValue, params: ExactMatchParams): { correct: boolean; failure?: string } {
  if (params.compare === 'json') {
    const found = findJson(prediction);
    if (!found) return { correct: false, failure: 'no-json' };
    return { correct: canonicalJson(found.value) === canonicalJson(gold) };
  }
  const normalise = { none: (text: string) => text.trim(), loose: looseText, answer: answerText }[params.normalise];
  return { correct: normalise(prediction) === normalise(typeof gold === 'string' ? gold : canonicalJson(gold)) };
}
