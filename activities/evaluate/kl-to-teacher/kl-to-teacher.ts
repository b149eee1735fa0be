import { bootstrap } from '../../kit/answers/bootstrap.js';
import { columnText, questionText } from '../../kit/text/column-text.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { MethodContext, Metrics, RowSource } from '../../../src/core/method.js';
import type { MetricTraits } from '../../../src/core/metric.js';
import type { ScoredToken } from '../../../src/core/models/verb-request.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { defineEvaluate } from '../contract.js';
import { tokenDivergence } from './divergence.js';
import { klToTeacherParams, type KlToTeacherParams } from './params.js';

const metrics = {
  kl: { interval: true, better: 'lower', unit: 'nats', range: [0, null] },
  agreement: { interval: true, better: 'higher', unit: 'share', range: [0, 1] },
  covered: { interval: false, better: 'higher', unit: 'share', range: [0, 1] },
} as const satisfies Readonly<Record<string, MetricTraits>>;

/** How far a model's idea of the next token is from the teacher's, on given texts. */
export const klToTeacher = defineEvaluate<KlToTeacherParams>({
  id: 'kl-to-teacher',
  version: 1,
  summary: "How far the student's token distributions are from the teacher's.",
  category: 'probability',
  shape: 'measure',
  ports: {
    rows: {
      kinds: ['sft', 'rationale', 'prompt', 'verifiable'],
      evaluation: true,
      description: 'Held-out prompts with a text to follow them.',
    },
  },
  produces: null,
  subjects: 'models',
  metrics,
  failed: 'left-out',
  record: { prediction: 'prediction', verdict: 'kl' },
  needs: { models: ['prompt_logprobs'], teacher: ['prompt_logprobs'] },
  params: klToTeacherParams,
  estimate: (rows, { models }) => ({
    calls: rows * (models.length + 1),
    by: { models: rows * models.length, teacher: rows },
  }),
  async *run(row, ctx) {
    const request = { text: promptOf(row, ctx), completion: textOf(row, ctx.params.field), top: ctx.params.top };
    const [teacher, own] = await Promise.all([ctx.score('teacher', request), ctx.score('models', request)]);
    const pairs = pairTokens(row, teacher.tokens, own.tokens).map(([one, other]) => tokenDivergence(one, other));
    const mean = (of: (pair: (typeof pairs)[number]) => number): number =>
      pairs.reduce((sum, pair) => sum + of(pair), 0) / pairs.length;
    yield {
      prompt: questionText(row),
      prediction: request.completion,
      kl: mean(({ kl }) => kl),
      agreement: mean(({ agree }) => Number(agree)),
      covered: mean(({ covered }) => covered),
      tokens: pairs.length,
    };
  },
  fold: foldTokens,
});

function promptOf(row: Row, ctx: MethodContext<KlToTeacherParams>): string {
  const { params } = ctx;
  if (params.prompt === undefined) return `${questionText(row)}\n`;
  const { [params.field]: _text, ...others } = row;
  return ctx.render(params.prompt, { ...others, id: row.id, parents: row.parents });
}

function textOf(row: Row, field: string): string {
  const text = columnText(row, field);
  if (text !== '') return text;
  throw new LimbeckError({
    code: 'row-without-gold',
    message: `Row ${row.id} has no text in "${field}" to compare on.`,
    hint: 'Mend the held-out set, or name another column in field.',
    kind: 'row',
  });
}

function pairTokens(
  row: Row,
  teacher: readonly ScoredToken[],
  own: readonly ScoredToken[],
): (readonly [ScoredToken, ScoredToken])[] {
  const at = teacher.findIndex(({ text }, place) => own[place]?.text !== text);
  if (at === -1 && teacher.length === own.length && own.length > 0)
    return teacher.map((token, place) => [token, own[place]!]);
  const said = (token: ScoredToken | undefined): string => (token ? JSON.stringify(token.text) : 'nothing');
  const where = at === -1 ? teacher.length : at;
  throw new LimbeckError({
    code: 'tokens-differ',
    message: `Of row ${row.id} token ${where + 1} is ${said(teacher[where])} to the teacher and ${said(own[where])} to the model.`,
    hint: 'Only models with one tokenizer can be compared token by token.',
    kind: 'row',
  });
}

/** Means over tokens; rows are drawn again whole, since tokens of one row hang together. */
async function foldTokens(rows: RowSource, failed: number, ctx: MethodContext<KlToTeacherParams>): Promise<Metrics> {
  if (rows.rows === 0 && failed > 0) throw nothingMeasured(failed);
  const names = Object.keys(metrics) as (keyof typeof metrics)[];
  const tokens = new Float64Array(rows.rows);
  const sums = names.map(() => new Float64Array(rows.rows));
  let at = 0;
  for await (const row of rows.read()) {
    ctx.signal.throwIfAborted();
    tokens[at] = Number(row['tokens']);
    for (const [which, name] of names.entries()) sums[which]![at] = Number(row[name]) * tokens[at]!;
    at++;
  }
  const all = Int32Array.from(tokens.keys());
  const folded = names.map((name, which) => {
    const of = (drawn: Int32Array): number => ratio(sums[which]!, tokens, drawn);
    const value = rows.rows === 0 ? 0 : of(all);
    const { resamples } = ctx.params;
    return [
      name,
      metrics[name].interval
        ? bootstrap(rows.rows, { value, of }, { random: ctx.random, resamples })
        : { value, n: rows.rows },
    ] as const;
  });
  return Object.fromEntries(folded);
}

function ratio(sums: Float64Array, tokens: Float64Array, drawn: Int32Array): number {
  let [above, below] = [0, 0];
  for (const at of drawn) {
    above += sums[at]!;
    below += tokens[at]!;
  }
  return above / below;
}

/** A divergence of nought would be the best there is. */
function nothingMeasured(failed: number): LimbeckError {
  return new LimbeckError({
    code: 'nothing-measured',
    message: `None of ${failed} rows could be scored by both the teacher and the model.`,
    hint: 'The failed rows say why; look at them with `limbeck records RUN/STEP --failed`.',
  });
}
