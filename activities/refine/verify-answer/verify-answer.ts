import { columnText } from '../../kit/text/column-text.js';
import { sameAnswer } from '../../kit/answers/compare-answers.js';
import { finalAnswer, goldAnswer } from '../../kit/answers/gold-answer.js';
import { defineMapRefine } from '../contract.js';
import { verifyAnswerParams, type VerifyAnswerParams } from './params.js';

/** Holds each answer against the right one. */
export const verifyAnswer = defineMapRefine<VerifyAnswerParams>({
  id: 'verify-answer',
  version: 1,
  summary: 'Keep rows whose answer is right.',
  category: 'verification',
  shape: 'map',
  ports: { rows: { kinds: 'any', description: 'Rows with an answer and the right answer.' } },
  produces: { same: 'rows' },
  needs: {},
  params: verifyAnswerParams,
  columns: ({ rows = [] }) => [...new Set([...rows, 'correct'])],
  async *run(row, ctx) {
    const { params } = ctx;
    const gold = goldAnswer(row, params.gold, params.marker);
    const answer = finalAnswer(columnText(row, params.answer), params.marker);
    const correct = sameAnswer(answer, gold, params.compare, {
      absolute: params.tolerance,
      relative: params.relative_tolerance,
    });
    if (correct || params.on_wrong === 'keep') yield { ...row, correct };
    else if (answer === '') ctx.reject('no-answer');
    else ctx.reject('wrong-answer', { detail: `${answer.slice(0, 100)} is not ${gold.slice(0, 100)}` });
  },
});
