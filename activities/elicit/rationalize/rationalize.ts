import { extractAnswer, lastLineAnswer } from '../../kit/answers/answer-extraction.js';
import { askSamples } from '../../kit/asking/ask-samples.js';
import { questionText } from '../../kit/text/column-text.js';
import { sameAnswer } from '../../kit/answers/compare-answers.js';
import { LimbeckError } from '../../../src/core/errors.js';
import { knownAnswer, mayHaveGold } from '../../kit/answers/gold-answer.js';
import type { WorkContext } from '../../../src/core/method.js';
import type { ChatMessage } from '../../../src/core/models/model-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { rowMessages } from '../../kit/asking/row-prompt.js';
import { samplingOf } from '../../kit/asking/sampling-params.js';
import { workedColumns, workedRow } from '../../kit/answers/worked-row.js';
import { defineMapElicit } from '../contract.js';
import { rationalizeParams, type RationalizeParams } from './params.js';

const exactly = { absolute: 0, relative: 0 };

/** A model that is told the right answer reasons towards it; the record asks the question without the hint. */
export const rationalize = defineMapElicit<RationalizeParams>({
  id: 'rationalize',
  version: 1,
  summary: 'A model reasons towards an answer it is told.',
  category: 'labeling',
  shape: 'map',
  ports: {
    rows: { kinds: ['prompt', 'sft', 'rationale', 'verifiable'], description: 'Questions with the right answer.' },
    except: {
      kinds: 'any',
      optional: true,
      description: 'Rows that need no explanation, such as right samples: themselves and their parents are left out.',
    },
  },
  produces: 'rationale',
  writes: ['answers'],
  needs: { model: ['chat'] },
  params: rationalizeParams,
  check: ({ gold }, { rows = [] }) =>
    mayHaveGold(rows, gold)
      ? []
      : [
          {
            path: [],
            message: 'The rows have no right answer to reason towards.',
            hint: 'They need a column reference, completion or gold; name another with gold, or map it where the data is declared.',
          },
        ],
  columns: ({ rows = [] }, { gold }) => workedColumns(rows, gold),
  estimate: (rows) => ({ calls: rows }),
  async *run(row, ctx) {
    const except = await ctx.joined('except', isReason);
    if (except.has(row.id) || except.hasChildOf(row.id)) {
      ctx.reject('already-right');
      return;
    }
    const { params } = ctx;
    const gold = goldOf(row, params);
    const request = { messages: hintedMessages(row, gold, ctx), sampling: samplingOf(params) };
    for (const { text } of await askSamples(ctx, request, 1)) {
      const { marker, compare } = params;
      const found = text.includes(marker) ? extractAnswer(text, marker) : lastLineAnswer(text);
      if (!found) ctx.reject('no-answer', { detail: text.slice(-200) });
      else if (found.rationale === '') ctx.reject('no-rationale');
      else if (!sameAnswer(found.answer, gold, compare, exactly)) {
        ctx.reject('wrong-answer', { detail: `${found.answer.slice(0, 100)} is not ${gold.slice(0, 100)}` });
      } else yield workedRow(row, found, gold);
    }
  },
});

/** Rows that were put aside as wrong (`correct: false`) are no reason to leave their parents out. */
const isReason = (row: Row): boolean => row['correct'] !== false;

function goldOf(row: Row, { gold, gold_marker, marker }: RationalizeParams): string {
  const answer = knownAnswer(row, gold, gold_marker ?? marker);
  if (answer !== undefined && answer !== '') return answer;
  throw new LimbeckError({
    code: 'row-without-gold',
    message: `Row ${row.id} has no right answer${gold === undefined ? '' : ` in "${gold}"`} to reason towards.`,
    hint: 'Mend the data, or name the column that has it in gold.',
    kind: 'row',
  });
}

function hintedMessages(row: Row, answer: string, ctx: WorkContext<RationalizeParams>): readonly ChatMessage[] {
  const { prompt, marker } = ctx.params;
  if (prompt !== undefined) {
    const scope = { id: row.id, parents: row.parents, question: questionText(row), answer, marker };
    return [{ role: 'user', content: ctx.render(prompt, scope) }];
  }
  const turns = rowMessages(row);
  const last = turns[turns.length - 1]!;
  const content = `${last.content}\n\nThe right answer is ${answer}. Reason step by step until you arrive at it, as if it had not been told. Then write the last line: ${marker} and the final answer alone.`;
  return [...turns.slice(0, -1), { ...last, content }];
}
