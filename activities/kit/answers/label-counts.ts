/**
 * What comes of predicting labels: counts by gold and predicted label. A prediction that is none of the labels has a
 * column of its own, and so has no prediction at all.
 */
export interface LabelCounts {
  readonly labels: readonly string[];
  /** Gold by predicted; behind the labels the two columns of what is none. */
  readonly cells: readonly (readonly number[])[];
  /** Rows that failed, whose label is not known. */
  readonly failed: number;
}

export interface LabelScore {
  readonly label: string;
  readonly support: number;
  readonly predicted: number;
  /** Undefined where the label was never predicted. */
  readonly precision: number | undefined;
  /** Undefined where no row has the label. */
  readonly recall: number | undefined;
  /** Undefined where no row has the label and it was never predicted. */
  readonly f1: number | undefined;
}

/** `pairs` are places of gold and predicted label; `labels.length` stands for another text, one more for none. */
export function countLabels(
  labels: readonly string[],
  pairs: Iterable<readonly [gold: number, predicted: number]>,
  failed: number,
): LabelCounts {
  const cells = emptyCells(labels);
  for (const [gold, predicted] of pairs) cells[gold]![predicted]!++;
  return { labels, cells, failed };
}

export function emptyCells(labels: readonly string[]): number[][] {
  return labels.map(() => Array.from({ length: labels.length + 2 }, () => 0));
}

/**
 * Precision, recall and F1 of every label. Failed rows count as missed, their labels taken to be spread as those of the
 * others.
 */
export function scoreLabels({ labels, cells, failed }: LabelCounts): LabelScore[] {
  const known = sum(cells.map(sum));
  const missed = known === 0 ? 1 : (known + failed) / known;
  return labels.map((label, at) => {
    const right = cells[at]![at]!;
    const support = sum(cells[at]!);
    const predicted = sum(cells.map((row) => row[at]!));
    const all = support * missed + predicted;
    return {
      label,
      support,
      predicted,
      precision: predicted === 0 ? undefined : right / predicted,
      recall: support === 0 ? undefined : right / (support * missed),
      f1: all === 0 ? undefined : (2 * right) / all,
    };
  });
}

/** Mean of the labels' F1, each label alike; those that neither stand in the rows nor were predicted are left out. */
export function macroF1(counts: LabelCounts): number {
  const scores = scoreLabels(counts).flatMap(({ f1 }) => (f1 === undefined ? [] : [f1]));
  return scores.length === 0 ? 0 : sum(scores) / scores.length;
}

/** F1 over all rows together. A prediction that is no label is missed, but is no false one of any label. */
export function microF1({ labels, cells, failed }: LabelCounts): number {
  const right = sum(labels.map((_, at) => cells[at]![at]!));
  const predicted = sum(cells.map((row) => sum(row.slice(0, labels.length))));
  const all = predicted + sum(cells.map(sum)) + failed;
  return all === 0 ? 0 : (2 * right) / all;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
