import { pairAnswers } from '../../kit/answers/paired-answers.js';
import { measuredRequest } from '../../kit/asking/measured-request.js';
import { columnText, questionText } from '../../kit/text/column-text.js';
import { normaliserOf } from '../../kit/text/normalise-text.js';
import { LimbeckError } from '../../../src/core/errors.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineEvaluate } from '../contract.js';
import { foldLabels, labelMetrics } from './fold-labels.js';
import { labelTables } from './label-tables.js';
import { classificationParams, type ClassificationParams } from './params.js';

/** How well models sort rows into labels: over all of them, label by label, and into which others they go astray. */
export const classification = defineEvaluate<ClassificationParams>({
  id: 'classification',
  version: 1,
  summary: 'Accuracy and F1 of labels, label by label, with confusions.',
  category: 'accuracy',
  shape: 'measure',
  ports: {
    rows: {
      kinds: ['sft', 'labelled', 'prompt', 'verifiable'],
      evaluation: true,
      description: 'Held-out rows with their right label.',
    },
  },
  produces: null,
  metrics: labelMetrics,
  needs: { models: ['chat'] },
  params: classificationParams,
  check: ({ labels = [], normalise }) => {
    const same = labels.map(normaliserOf(normalise));
    const twin = same.findIndex((label, at) => same.indexOf(label) < at);
    if (twin === -1) return [];
    const first = labels[same.indexOf(same[twin]!)];
    return [
      {
        path: ['labels', twin],
        message: `"${labels[twin]}" and "${first}" are one label as they are compared.`,
        hint: 'Name one of them, or compare with normalise: none.',
      },
    ];
  },
  estimate: (rows, { models }) => ({ calls: rows * models.length }),
  async *run(row, ctx) {
    const { params, model } = ctx;
    const gold = goldLabel(row, params);
    const facts = { prompt: questionText(row), gold };
    const request = measuredRequest({ row, template: params.prompts?.[model], hidden: params.field, ctx });
    try {
      const reply = await ctx.ask('models', request);
      const said = { ...facts, prediction: reply.text.trim() };
      const normalise = normaliserOf(params.normalise);
      if (reply.finish_reason === 'length') yield { ...said, correct: false, failure: 'reply-cut-off' };
      else if (said.prediction === '') yield { ...said, correct: false, failure: 'no-label' };
      else yield { ...said, correct: normalise(said.prediction) === normalise(gold) };
    } catch (error) {
      yield { ...facts, prediction: '', correct: false, failure: unusableReplyCode(error) };
    }
  },
  fold: (rows, failed, ctx) => foldLabels({ rows, failed }, ctx),
  tables: (part, ctx) => labelTables(part, ctx),
  across: async (parts, ctx) => ({ tables: await pairAnswers(parts, ctx.signal) }),
});

function goldLabel(row: Row, { field, labels, normalise: how }: ClassificationParams): string {
  const gold = columnText(row, field).trim();
  const normalise = normaliserOf(how);
  const known = labels?.find((label) => normalise(label) === normalise(gold));
  if (normalise(gold) !== '' && (!labels || known !== undefined)) return known ?? gold;
  throw new LimbeckError({
    code: 'row-without-gold',
    message:
      gold === ''
        ? `Row ${row.id} has no label in "${field}".`
        : `Row ${row.id} has the label "${gold.slice(0, 100)}" in "${field}", which is none of labels.`,
    hint: 'Mend the held-out set, name another column in field, or add the label to labels.',
    kind: 'row',
  });
}
