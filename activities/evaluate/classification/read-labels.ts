import type { MethodContext, PartRows } from '../../../src/core/method.js';
import { normaliserOf } from '../../kit/text/normalise-text.js';
import type { ClassificationParams } from './params.js';

export interface LabelRows {
  /** As they are spelt, in the order of `labels`, or in alphabetical order. */
  readonly labels: readonly string[];
  /** By row: the place of its gold label, and of the predicted one; `labels.length` is another text, one more none. */
  readonly gold: Int32Array;
  readonly predicted: Int32Array;
  readonly failed: number;
  /** Texts that are no label, by how often. */
  readonly invented: ReadonlyMap<string, number>;
}

/** One model's rows as places of labels. A label of the rows is spelt as where it stands first. */
export async function readLabels(
  { rows, failed }: PartRows,
  { params, signal }: Pick<MethodContext<ClassificationParams>, 'params' | 'signal'>,
): Promise<LabelRows> {
  const normalise = normaliserOf(params.normalise);
  const spelling = new Map((params.labels ?? []).map((label) => [normalise(label), label]));
  const pairs: { readonly gold: string; readonly predicted: string | undefined; readonly said: string }[] = [];
  for await (const row of rows.read()) {
    signal.throwIfAborted();
    const gold = normalise(String(row['gold']));
    if (!spelling.has(gold)) spelling.set(gold, String(row['gold']));
    const said = String(row['prediction']);
    pairs.push({ gold, predicted: row['failure'] === undefined ? normalise(said) : undefined, said });
  }
  const known = params.labels ? [...spelling.keys()] : [...spelling.keys()].toSorted();
  const places = new Map(known.map((label, at) => [label, at]));
  const invented = new Map<string, number>();
  for (const { predicted, said } of pairs)
    if (predicted !== undefined && !places.has(predicted)) invented.set(said, (invented.get(said) ?? 0) + 1);
  return {
    labels: known.map((label) => spelling.get(label)!),
    gold: Int32Array.from(pairs, ({ gold }) => places.get(gold)!),
    predicted: Int32Array.from(pairs, ({ predicted }) =>
      predicted === undefined ? known.length + 1 : (places.get(predicted) ?? known.length),
    ),
    failed,
    invented,
  };
}
