import type { ReportExample, ReportMeasured, ReportText } from '../../schemas/generated/report.js';
import { RECORD_KINDS, isRecordKind, type Row } from '../core/record-kinds.js';
import type { RowSource } from '../core/method.js';
import { cutText } from './safe-text.js';

const ofEach = 3;
const longest = 480;

/** A model's predictions, in held-out order; only its own rows. */
export interface PredictionSource {
  readonly model: string;
  readonly source: RowSource;
  readonly isIts: (row: Row) => boolean;
}

/**
 * Predictions beside gold: the first rows, in held-out order, that the subject had wrong and those it had right. The
 * subject is the last distilled student, else the last model.
 */
export async function pickExamples(
  models: readonly ReportMeasured[],
  sources: readonly PredictionSource[],
  kind: string,
): Promise<ReportExample[]> {
  const subject = models.findLast((model) => model.role === 'distilled') ?? models.at(-1);
  const its = sources.find(({ model }) => model === subject?.name);
  if (!subject || !its) return [];
  const chosen = await chooseRows(its);
  const others = new Map<string, Map<string, Row>>();
  for (const other of sources)
    if (other !== its)
      others.set(
        other.model,
        await findRows(
          other,
          chosen.map(({ row }) => row),
        ),
      );
  return chosen.map(({ row, correct }) => ({
    row: row.id,
    chosen: correct ? 'correct' : 'wrong',
    subject: subject.name,
    ...inputOf(row, kind),
    gold: excerpt(row['gold']),
    predictions: sources.map(({ model }) => {
      const theirs = model === its.model ? row : others.get(model)?.get(row.id);
      if (!theirs) return { model };
      const { prediction, correct, failure } = theirs;
      return {
        model,
        text: excerpt(prediction),
        correct: correct === true,
        ...(typeof failure === 'string' ? { failure } : {}),
      };
    }),
  }));
}

async function chooseRows({ source, isIts }: PredictionSource): Promise<{ row: Row; correct: boolean }[]> {
  const right: Row[] = [];
  const wrong: Row[] = [];
  for await (const row of source.read()) {
    if (!isIts(row)) continue;
    const pile = row['correct'] === true ? right : wrong;
    if (pile.length < ofEach) pile.push(row);
    if (right.length === ofEach && wrong.length === ofEach) break;
  }
  return [...wrong.map((row) => ({ row, correct: false })), ...right.map((row) => ({ row, correct: true }))];
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
