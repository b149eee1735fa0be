import { measuredRequest } from '../../kit/asking/measured-request.js';
import { columnText, questionText } from '../../kit/text/column-text.js';
import { madeFrom } from '../../../src/core/identity/made-from.js';
import type { MethodContext, ParamProblem } from '../../../src/core/method.js';
import type { ModelReply } from '../../../src/core/models/model-request.js';
import { unusableReplyCode } from '../../../src/core/models/unusable-reply.js';
import type { Row, RowDraft } from '../../../src/core/record-kinds.js';
import { defineEvaluate } from '../contract.js';
import { foldVerdicts, verdictMetrics, verdictTables } from './fold-verdicts.js';
import { judgePrompt, judgeReply, type Opinion } from './judge-prompt.js';
import { scoreOf, verdictOf, type Verdict } from './judge-verdict.js';
import { judgeCompareParams, type JudgeCompareParams } from './params.js';

type Context = MethodContext<JudgeCompareParams>;

/** How often a judge finds a model's answer better than a baseline's, whichever stands first. */
export const judgeCompare = defineEvaluate<JudgeCompareParams>({
  id: 'judge-compare',
  version: 1,
  summary: 'How often a judge prefers a model to a baseline, in both orders.',
  category: 'judgement',
  shape: 'measure',
  ports: {
    rows: {
      kinds: ['prompt', 'sft', 'rationale', 'verifiable', 'document'],
      evaluation: true,
      description: 'Held-out requests, with or without a good answer.',
    },
  },
  produces: null,
  subjects: 'models',
  judges: ['judge'],
  needs: { models: ['chat'], baseline: ['chat'], judge: ['chat'] },
  metrics: verdictMetrics,
  record: { prediction: 'prediction', verdict: 'verdict', gold: 'baseline_answer' },
  params: judgeCompareParams,
  check: findMisnamed,
  estimate: (rows, { models }) => {
    const by = { models: rows * models.length, baseline: rows, judge: 2 * rows * models.length };
    return { calls: by.models + by.baseline + by.judge, by };
  },
  async *run(row, ctx) {
    const own = await answerOf(row, 'models', ctx.model, ctx);
    const other = await answerOf(row, 'baseline', ctx.params.baseline, ctx);
    const facts = { prompt: questionText(row), prediction: own.text, baseline_answer: other.text };
    const settled = settledWithout(own, other);
    if (settled) yield madeFrom({ ...facts, ...settled }, ...own.replies, ...other.replies);
    else yield* judged(row, { facts, own, other }, ctx);
  },
  fold: (rows, failed, ctx) => foldVerdicts({ rows, failed }, ctx),
  tables: (part, ctx) => verdictTables(part, ctx.signal),
});

function findMisnamed({ models, baseline, judge, prompts = {} }: JudgeCompareParams): readonly ParamProblem[] {
  const isAnswering = [...models, baseline].includes(judge);
  return [
    ...(models.includes(baseline)
      ? [
          {
            path: ['models', models.indexOf(baseline)],
            message: `"${baseline}" is the baseline: it would be compared with itself.`,
            hint: 'Take it out of models.',
          },
        ]
      : []),
    ...(Object.hasOwn(prompts, judge) && !isAnswering
      ? [{ path: ['prompts', judge], message: `"${judge}" answers no row here.`, hint: 'What it is told is prompt.' }]
      : []),
  ];
}

/** An answer; empty, with why, where none can be used. */
interface Answer {
  readonly text: string;
  readonly failure?: string;
  readonly replies: readonly ModelReply[];
}

async function answerOf(row: Row, role: 'models' | 'baseline', name: string, ctx: Context): Promise<Answer> {
  const { prompts, reference = '' } = ctx.params;
  try {
    const request = measuredRequest({ row, template: prompts?.[name], hidden: reference, ctx });
    const reply = await ctx.ask(role, request);
    return { text: reply.text.trim(), replies: [reply] };
  } catch (error) {
    return { text: '', failure: unusableReplyCode(error), replies: [] };
  }
}

interface Settled {
  readonly verdict: Verdict;
  readonly score: number;
  readonly failure?: string;
}

/** What needs no judge: no answer is lost, of no baseline nothing can be said, and equal answers are equally good. */
function settledWithout(own: Answer, other: Answer): Settled | undefined {
  const settle = (verdict: Verdict, failure?: string): Settled => ({
    verdict,
    score: scoreOf(verdict),
    ...(failure === undefined ? {} : { failure }),
  });
  if (other.failure !== undefined) return settle('undecidable', `baseline-${other.failure}`);
  if (own.failure !== undefined) return settle('loss', own.failure);
  return own.text === other.text ? settle('tie') : undefined;
}

interface Duel {
  readonly facts: Readonly<Record<string, string>>;
  readonly own: Answer;
  readonly other: Answer;
}

async function* judged(row: Row, { facts, own, other }: Duel, ctx: Context): AsyncGenerator<RowDraft> {
  const answered = [...own.replies, ...other.replies];
  const asks = [
    [own.text, other.text],
    [other.text, own.text],
  ] as const;
  try {
    const replies = await Promise.all(asks.map((answers) => ctx.ask('judge', judgeRequest(row, answers, ctx))));
    const [first, second] = replies.map(({ value }) => value as unknown as Opinion);
    const verdict = verdictOf(first!.better, second!.better);
    yield madeFrom(
      {
        ...facts,
        verdict,
        score: scoreOf(verdict),
        picks: [first!.better, second!.better],
        reasons: [first!.reason, second!.reason],
      },
      ...answered,
      ...replies,
    );
  } catch (error) {
    const failure = `judge-${unusableReplyCode(error)}`;
    yield madeFrom({ ...facts, verdict: 'undecidable', score: scoreOf('undecidable'), failure }, ...answered);
  }
}

function judgeRequest(row: Row, [first, second]: readonly [string, string], ctx: Context) {
  const { criteria, reference, prompt = judgePrompt, judge_max_tokens: tokens } = ctx.params;
  const shown = { id: row.id, parents: row.parents, question: questionText(row), first, second, criteria };
  const content = ctx.render(prompt, {
    ...shown,
    reference: reference === undefined ? '' : columnText(row, reference),
  });
  return {
    messages: [{ role: 'user', content }],
    sampling: { temperature: 0, ...(tokens === undefined ? {} : { max_tokens: tokens }) },
    reply: { schema: judgeReply },
  } as const;
}
