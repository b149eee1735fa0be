import { scoreAnswers } from '../../../src/core/answer-score.js';
import { canonicalJson, type JsonValue } from '../../../src/core/canonical-json.js';
import { columnText, questionText } from '../../../src/core/column-text.js';
import { LimbeckError } from '../../../src/core/errors.js';
import { findJson } from '../../../src/core/json-in-text.js';
import type { MethodContext } from '../../../src/core/method.js';
import type { AskRequest } from '../../../src/core/model-request.js';
import { answerText, looseText } from '../../../src/core/normalise-text.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { rowMessages } from '../../../src/core/row-prompt.js';
import { samplingOf } from '../../../src/core/sampling-params.js';
import { jsonInSchemaOrder } from '../../../src/core/schema-order.js';
import { rowErrorCode } from '../../../src/core/whole-reply.js';
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
  needs: { models: [] },
  params: exactMatchParams,
  check: ({ models, prompts = {}, reply }) => [
    ...Object.keys(prompts)
      .filter((name) => !models.includes(name))
      .map((name) => ({
        path: ['prompts', name],
        message: `"${name}" is not among the models measured here.`,
        hint: `Measured: ${models.join(', ')}.`,
      })),
    ...(reply && Object.keys(prompts).length === 0
      ? [{ path: ['reply'], message: 'No model is asked for structured replies.', hint: 'Name it in prompts.' }]
      : []),
  ],
  estimate: (rows, { models }) => ({ calls: rows * models.length }),
  async *run(row, ctx) {
    const { params, model } = ctx;
    const gold = goldOf(row, params);
    const facts = { prompt: questionText(row), gold: columnText(row, params.field) };
    const request = requestFor(row, model, ctx);
    try {
      const reply = await ctx.ask('models', request);
      const prediction =
        request.reply && reply.value !== undefined
          ? jsonInSchemaOrder(reply.value, request.reply.schema)
          : reply.text.trim();
      yield { ...facts, prediction, ...judge(prediction, gold, params) };
    } catch (error) {
      yield { ...facts, prediction: '', correct: false, failure: rowErrorCode(error) };
    }
  },
  fold: (rows, failed, ctx) => scoreAnswers(rows, failed, ctx, ctx.params.resamples),
});

/** The row's own prompt, or the model's own template over the row without its answer. */
function requestFor(row: Row, model: string, ctx: MethodContext<ExactMatchParams>): AskRequest {
  const { prompts, reply, field } = ctx.params;
  const sampling = samplingOf(ctx.params);
  const template = prompts?.[model];
  if (template === undefined) return { messages: rowMessages(row), sampling };
  const { [field]: _answer, ...others } = row;
  const shown: Row = { ...others, id: row.id, parents: row.parents };
  const messages = [{ role: 'user' as const, content: ctx.render(template, shown) }];
  return { messages, sampling, ...(reply ? { reply } : {}) };
}

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
