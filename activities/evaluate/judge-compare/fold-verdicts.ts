import type { ResultTable } from '../../../schemas/generated/artifact.js';
import type { CancelSignal } from '../../../src/core/cancel-signal.js';
import type { MethodContext, Metrics, PartRows } from '../../../src/core/method.js';
import type { MetricTraits } from '../../../src/core/metric.js';
import { bootstrap, bootstrapMean } from '../../kit/answers/bootstrap.js';
import { lengthControlled, lengthGaps } from './length-controlled.js';
import type { JudgeCompareParams } from './params.js';

const share = { unit: 'share', range: [0, 1] } as const;

export const verdictMetrics = {
  win_rate: { interval: true, better: 'higher', ...share },
  length_controlled_win_rate: { interval: true, better: 'higher', ...share },
  undecidable: { interval: false, better: 'lower', ...share },
  position_flips: { interval: false, better: 'lower', ...share },
  no_answer: { interval: false, better: 'lower', ...share },
} as const satisfies Readonly<Record<string, MetricTraits>>;

interface VerdictRow {
  readonly verdict: string;
  readonly score: number;
  /** Characters the model's answer has more than the baseline's. */
  readonly longer: number;
  readonly picks: readonly string[];
  readonly failure: string | undefined;
}

async function readVerdicts({ rows }: PartRows, signal: CancelSignal): Promise<VerdictRow[]> {
  const found: VerdictRow[] = [];
  for await (const row of rows.read()) {
    signal.throwIfAborted();
    const { prediction, baseline_answer: other, picks, failure } = row;
    const judged = Array.isArray(picks);
    found.push({
      verdict: String(row['verdict']),
      score: Number(row['score']),
      // Of an answer that nobody judged the length says nothing.
      longer: judged ? Array.from(String(prediction)).length - Array.from(String(other)).length : 0,
      picks: judged ? picks.map(String) : [],
      failure: typeof failure === 'string' ? failure : undefined,
    });
  }
  return found;
}

/** A row that failed is lost: a model gets no credit for what it could not do. */
export async function foldVerdicts(part: PartRows, ctx: MethodContext<JudgeCompareParams>): Promise<Metrics> {
  const rows = await readVerdicts(part, ctx.signal);
  const n = rows.length + part.failed;
  const lost = Array.from({ length: part.failed }, () => 0);
  const scores = Float64Array.from([...rows.map(({ score }) => score), ...lost]);
  const gaps = lengthGaps([...rows.map(({ longer }) => longer), ...lost]);
  const options = { random: ctx.random, resamples: ctx.params.resamples };
  const controlled = (drawn: Int32Array): number => lengthControlled({ scores, gaps }, drawn);
  const judged = rows.filter(({ picks }) => picks.length === 2);
  const shareOf = (count: number, of: number): { value: number; n: number } => ({
    value: of === 0 ? 0 : count / of,
    n: of,
  });
  const own = rows.filter(({ verdict, failure }) => verdict === 'loss' && failure !== undefined).length;
  return {
    win_rate: bootstrapMean(scores, options),
    length_controlled_win_rate: bootstrap(
      n,
      { value: controlled(Int32Array.from({ length: n }, (_, at) => at)), of: controlled },
      options,
    ),
    undecidable: shareOf(rows.filter(({ verdict }) => verdict === 'undecidable').length, n),
    position_flips: shareOf(judged.filter(isFlip).length, judged.length),
    no_answer: shareOf(own + part.failed, n),
  };
}

/** The judge chose the same place in both orders. */
function isFlip({ picks: [one, two] }: VerdictRow): boolean {
  return one === two && one !== 'neither';
}

const verdicts = ['win', 'tie', 'undecidable', 'loss'] as const;

export async function verdictTables(part: PartRows, signal: CancelSignal): Promise<ResultTable[]> {
  const rows = await readVerdicts(part, signal);
  const judged = rows.filter(({ picks }) => picks.length === 2);
  const flips = judged.filter(isFlip);
  const chose = (place: string): number => flips.filter(({ picks }) => picks[0] === place).length;
  const why = new Map<string, number>();
  for (const { failure } of rows) if (failure !== undefined) why.set(failure, (why.get(failure) ?? 0) + 1);
  return [
    {
      title: 'Verdicts',
      columns: ['verdict', 'rows'],
      rows: [
        ...verdicts.map((verdict) => [verdict, rows.filter((row) => row.verdict === verdict).length]),
        ...(part.failed === 0 ? [] : [['failed, counted as lost', part.failed]]),
        ...[...why].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([code, count]) => [`of these: ${code}`, count]),
      ],
    },
    {
      title: 'Position bias of the judge',
      columns: ['asked in both orders', 'same answer chosen', 'always the first', 'always the second', 'a tie in one'],
      rows: [
        [judged.length, judged.filter(isSteady).length, chose('first'), chose('second'), judged.filter(isHalf).length],
      ],
      note: 'A judge without position bias chooses the same answer in both orders. Where it chose the same place twice the row is undecidable.',
    },
  ];
}

function isSteady(row: VerdictRow): boolean {
  return !isFlip(row) && !isHalf(row);
}

function isHalf({ picks: [one, two] }: VerdictRow): boolean {
  return (one === 'neither') !== (two === 'neither');
}
