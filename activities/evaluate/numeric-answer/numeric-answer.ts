import { extractAnswer } from '../../kit/answers/answer-extraction.js';
import { answerMetrics, scoreAnswers } from '../../kit/answers/answer-score.js';
import { questionText } from '../../kit/text/column-text.js';
import { LimbeckError } from '../../../src/core/errors.js';
import { goldAnswer } from '../../kit/answers/gold-answer.js';
import { measuredRequest } from '../../kit/asking/measured-request.js';
import { readLastNumber, readNumber, sameNumber, type NumberRead } from '../../kit/text/number-in-text.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';
import { defineEvaluate } from '../contract.js';
import { numericAnswerParams, type NumericAnswerParams } from './params.js';

/** Share of rows on which the number a model ends with equals the right one. */
export const numericAnswer = defineEvaluate<NumericAnswerParams>({
  id: 'numeric-answer',
  version: 1,
  summary: 'Share of final numbers equal to the right one.',
  category: 'accuracy',
  shape: 'measure',
  ports: {
    rows: {
      kinds: ['prompt', 'sft', 'rationale', 'verifiable'],
      evaluation: true,
      description: 'Held-out questions with a right answer that is a number.',
    },
  },
  produces: null,
  metrics: answerMetrics,
  needs: { models: ['chat'] },
  params: numericAnswerParams,
  estimate: (rows, { models }) => ({ calls: rows * models.length }),
  async *run(row, ctx) {
    const { params, model } = ctx;
    const right = goldNumber(row, params);
    const facts = { prompt: questionText(row), gold: right.text };
    const template = params.prompts?.[model];
    try {
      const reply = await ctx.ask('models', measuredRequest({ row, template, hidden: params.field, ctx }));
      const said = { ...facts, prediction: reply.text.trim() };
      const found = predictedNumber(reply.text, params);
      if (reply.finish_reason === 'length') yield { ...said, correct: false, failure: 'reply-cut-off' };
      else if (!found) yield { ...said, correct: false, failure: 'no-number' };
      else yield { ...said, number: found.value, correct: sameNumber(found, right.number, toleranceOf(params)) };
    } catch (error) {
      yield { ...facts, prediction: '', correct: false, failure: unusableReplyCode(error) };
    }
  },
  fold: (rows, failed, ctx) => scoreAnswers(rows, failed, ctx, ctx.params.resamples),
});

function toleranceOf({ tolerance, relative_tolerance }: NumericAnswerParams): { absolute: number; relative: number } {
  return { absolute: tolerance, relative: relative_tolerance };
}

function predictedNumber(text: string, { marker, require_marker }: NumericAnswerParams): NumberRead | undefined {
  const marked = extractAnswer(text, marker);
  if (marked) return readNumber(marked.answer);
  return require_marker ? undefined : readLastNumber(text);
}

function goldNumber(row: Row, params: NumericAnswerParams): { readonly text: string; readonly number: NumberRead } {
  const text = goldAnswer(row, params.field, params.gold_marker ?? params.marker);
  const number = readNumber(text);
  if (number) return { text, number };
  throw new LimbeckError({
    code: 'row-without-gold',
    message: `The right answer of row ${row.id}, "${text.slice(0, 100)}", is no number.`,
    hint: 'Mend the held-out set, name another column in field, or measure with exact-match.',
    kind: 'row',
  });
}
