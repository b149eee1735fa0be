import type { ReportExample, ReportMeasured, ReportText } from '../../schemas/generated/report.js';
import { RECORD_KINDS, isRecordKind, type Row } from '../core/record-kinds.js';
import type { RowSource } from '../core/method.js';
import type { MeasuredColumns } from '../core/metric.js';
import { cutText } from './safe-text.js';

const ofEach = 3;
const longest = 480;

type ReportPrediction = ReportExample['predictions'][number];

/** A model's predictions, in held-out order; only its own rows. */
export interface PredictionSource {
  readonly model: string;
  readonly source: RowSource;
  readonly isIts: (row: Row) => boolean;
}

export interface ExampleLook {
  /** Kind of the held-out rows. */
  readonly kind: string;
  /** Plans of 0.1.0 do not say. */
  readonly columns?: MeasuredColumns | undefined;
}

const usual: MeasuredColumns = { prediction: 'prediction', verdict: 'correct', gold: 'gold' };

/**
 * Predictions beside gold: the first rows, in held-out order, that the subject had wrong and those it had right; where
 * rows have scores, those with the lowest and the highest. The subject is the last distilled student, else the last model.
 */
export async function pickExamples(
  models: readonly ReportMeasured[],
  sources: readonly PredictionSource[],
  { kind, columns = usual }: ExampleLook,
): Promise<ReportExample[]> {
  const subject = models.findLast((model) => model.role === 'distilled') ?? models.at(-1);
  const its = sources.find(({ model }) => model === subject?.name);
  if (!subject || !its) return [];
  const chosen = await chooseRows(its, columns.verdict);
  const rows = chosen.map(({ row }) => row);
  const others = new Map<string, Map<string, Row>>();
  for (const other of sources) if (other !== its) others.set(other.model, await findRows(other, rows));
  return chosen.map(({ row, chosen: why }) => ({
    row: row.id,
    chosen: why,
    subject: subject.name,
    ...inputOf(row, kind),
    ...(columns.gold === undefined ? {} : { gold: excerpt(row[columns.gold]) }),
    predictions: sources.map(({ model }) =>
      predictionOf(model, model === its.model ? row : others.get(model)?.get(row.id), columns),
    ),
  }));
}

function predictionOf(model: string, row: Row | undefined, columns: MeasuredColumns): ReportPrediction {
  if (!row) return { model };
  const { failure } = row;
  const verdict = row[columns.verdict];
  return {
    model,
    text: excerpt(row[columns.prediction]),
    ...(typeof verdict === 'string' || typeof verdict === 'number' ? { verdict } : { correct: verdict === true }),
    ...(typeof failure === 'string' ? { failure } : {}),
  };
}

type Chosen = ReportExample['chosen'];

/** How a row came off: right, wrong or neither, in whatever words the method has. */
function pileOf(verdict: unknown): Chosen {
  if (typeof verdict !== 'string') return verdict === true ? 'correct' : 'wrong';
  return verdict === 'win' ? 'correct' : verdict === 'loss' ? 'wrong' : 'undecided';
}

async function chooseRows(
  { source, isIts }: PredictionSource,
  verdict: string,
): Promise<{ readonly row: Row; readonly chosen: Chosen }[]> {
  const piles: Record<'wrong' | 'undecided' | 'correct', Row[]> = { wrong: [], undecided: [], correct: [] };
  const scored = createExtremes(verdict);
  for await (const row of source.read()) {
    if (!isIts(row)) continue;
    if (typeof row[verdict] === 'number') {
      scored.add(row);
      continue;
    }
    const pile = piles[pileOf(row[verdict]) as keyof typeof piles];
    if (pile.length < ofEach) pile.push(row);
    if (piles.wrong.length === ofEach && piles.correct.length === ofEach && typeof row[verdict] === 'boolean') break;
  }
  const found = Object.entries(piles).flatMap(([chosen, rows]) =>
    rows.map((row) => ({ row, chosen: chosen as Chosen })),
  );
  return [...found, ...scored.found()];
}

/** The rows with the lowest and the highest scores; of equals the first. */
function createExtremes(verdict: string) {
  const low: Row[] = [];
  const high: Row[] = [];
  const scoreOf = (row: Row): number => row[verdict] as number;
  const keep = (pile: Row[], row: Row, order: (a: number, b: number) => number): void => {
    const at = pile.findIndex((other) => order(scoreOf(row), scoreOf(other)) < 0);
    pile.splice(at === -1 ? pile.length : at, 0, row);
    if (pile.length > ofEach) pile.pop();
  };
  return {
    add(row: Row): void {
      keep(low, row, (a, b) => a - b);
      keep(high, row, (a, b) => b - a);
    },
    found: (): { readonly row: Row; readonly chosen: Chosen }[] => [
      ...low.map((row) => ({ row, chosen: 'lowest' as const })),
      ...high.filter((row) => !low.includes(row)).map((row) => ({ row, chosen: 'highest' as const })),
    ],
  };
}

/** The other model's rows for the same held-out rows, by the chosen row's id. */
async function findRows({ source, isIts }: PredictionSource, chosen: readonly Row[]): Promise<Map<string, Row>> {
  const byId = new Map(chosen.map((row) => [row.id, row.id]));
  const byParent = new Map(chosen.flatMap((row) => (row.parents.length === 1 ? [[row.parents[0]!, row.id]] : [])));
  const found = new Map<string, Row>();
  for await (const row of source.read()) {
    if (!isIts(row)) continue;
    const id = byId.get(row.id) ?? (row.parents.length === 1 ? byParent.get(row.parents[0]!) : undefined);
    if (id !== undefined && !found.has(id)) found.set(id, row);
    if (found.size === chosen.length) break;
  }
  return found;
}

/** What the model was asked: the first field its record kind must have, if the predictions carry it. */
function inputOf(row: Row, kind: string): { input?: ReportText } {
  const required: readonly string[] = isRecordKind(kind) ? RECORD_KINDS[kind].required : [];
  const messages = row['messages'];
  const asked = [...required.map((column) => row[column]), row['prompt'], row['text'], row['question']].find(
    (value) => typeof value === 'string',
  );
  if (asked !== undefined) return { input: excerpt(asked) };
  return messages === undefined ? {} : { input: excerpt(messages) };
}

function excerpt(value: unknown): ReportText {
  const text = typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
  return cutText(text, longest);
}
