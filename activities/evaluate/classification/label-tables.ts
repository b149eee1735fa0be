import type { ResultTable } from '../../../schemas/generated/artifact.js';
import type { MethodContext, PartRows } from '../../../src/core/method.js';
import { scoreLabels, type LabelCounts } from '../../kit/answers/label-counts.js';
import { countAll } from './fold-labels.js';
import type { ClassificationParams } from './params.js';
import { readLabels } from './read-labels.js';

/** A matrix of more labels is a wall: then the commonest confusions are listed. */
const matrixLabels = 12;
const listed = 20;
const inventedShown = 10;

export async function labelTables(part: PartRows, ctx: MethodContext<ClassificationParams>): Promise<ResultTable[]> {
  const read = await readLabels(part, ctx);
  const counts = countAll(read);
  if (read.labels.length === 0) return [];
  const confusions = read.labels.length <= matrixLabels ? matrix(counts) : commonest(counts);
  return [perLabel(counts), ...confusions, ...inventedTable(read.invented)];
}

function perLabel(counts: LabelCounts): ResultTable {
  const { failed } = counts;
  return {
    title: 'Label by label',
    columns: ['label', 'rows', 'predicted', 'precision', 'recall', 'F1'],
    rows: scoreLabels(counts).map(({ label, support, predicted, precision, recall, f1 }) => [
      label,
      support,
      predicted,
      ...[precision, recall, f1].map((score) => (score === undefined ? '-' : score.toFixed(3))),
    ]),
    ...(failed === 0
      ? {}
      : { note: `${failed} failed rows, whose labels are not known, count as missed in proportion to the others.` }),
  };
}

function matrix({ labels, cells }: LabelCounts): ResultTable[] {
  const used = [labels.length, labels.length + 1].filter((column) => cells.some((row) => row[column]! > 0));
  const heads = [...labels, 'none of them', 'no answer'];
  const columns = [...labels.keys(), ...used];
  return [
    {
      title: 'Confusion matrix, gold by predicted',
      columns: ['gold', ...columns.map((at) => heads[at]!)],
      rows: cells.map((row, gold) => [labels[gold]!, ...columns.map((at) => row[at]!)]),
    },
  ];
}

function commonest({ labels, cells }: LabelCounts): ResultTable[] {
  const heads = [...labels, 'none of them', 'no answer'];
  const all = cells.flatMap((row, gold) =>
    row.flatMap((rows, predicted) => (rows === 0 || predicted === gold ? [] : [{ gold, predicted, rows }])),
  );
  if (all.length === 0) return [];
  const shown = all.toSorted((a, b) => b.rows - a.rows || a.gold - b.gold || a.predicted - b.predicted);
  return [
    {
      title: 'Commonest confusions',
      columns: ['gold', 'predicted', 'rows'],
      rows: shown.slice(0, listed).map(({ gold, predicted, rows }) => [labels[gold]!, heads[predicted]!, rows]),
      ...(all.length > listed ? { note: `${all.length - listed} more kinds of confusion are not shown.` } : {}),
    },
  ];
}

function inventedTable(invented: ReadonlyMap<string, number>): ResultTable[] {
  if (invented.size === 0) return [];
  const all = [...invented].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return [
    {
      title: 'Invented labels',
      columns: ['said', 'rows'],
      rows: all.slice(0, inventedShown).map(([said, rows]) => [said.slice(0, 80), rows]),
      ...(all.length > inventedShown ? { note: `${all.length - inventedShown} more are not shown.` } : {}),
    },
  ];
}
