import type { ResultTable } from '../../../schemas/generated/artifact.js';
import type { PartRows } from '../../../src/core/method.js';
import type { CancelSignal } from '../../../src/core/cancel-signal.js';

/**
 * Pairs of models on the same rows: which of them was right where the other was wrong. That tells two models apart with
 * far fewer rows than their intervals do, since what is hard for both says nothing (McNemar, "Note on the sampling error
 * of the difference between correlated proportions or percentages", Psychometrika 12, 1947; the exact form).
 */
export async function pairAnswers(
  parts: Readonly<Record<string, PartRows>>,
  signal: CancelSignal,
): Promise<readonly ResultTable[]> {
  const right = new Map<string, ReadonlyMap<string, boolean>>();
  for (const [model, { rows }] of Object.entries(parts)) {
    const own = new Map<string, boolean>();
    for await (const row of rows.read()) {
      signal.throwIfAborted();
      own.set(row.parents[0] ?? row.id, row['correct'] === true);
    }
    right.set(model, own);
  }
  const models = [...right.keys()];
  const pairs = models.flatMap((a, at) => models.slice(at + 1).map((b) => [a, b] as const));
  if (pairs.length === 0) return [];
  return [
    {
      title: 'Models two by two, on the same rows',
      columns: ['one', 'other', 'both right', 'only one', 'only other', 'both wrong', 'p'],
      rows: pairs.map(([a, b]) => pairRow(a, b, right)),
      note: 'p: how often rows would fall out at least as unevenly if both were equally good (exact McNemar test). A row that one of them failed counts as wrong there. With many pairs some p are small by chance.',
    },
  ];
}

function pairRow(a: string, b: string, right: ReadonlyMap<string, ReadonlyMap<string, boolean>>): (string | number)[] {
  const [one, other] = [right.get(a)!, right.get(b)!];
  const counts = { both: 0, one: 0, other: 0, none: 0 };
  for (const id of new Set([...one.keys(), ...other.keys()])) {
    const [x, y] = [one.get(id) === true, other.get(id) === true];
    counts[x ? (y ? 'both' : 'one') : y ? 'other' : 'none']++;
  }
  const p = mcnemar(counts.one, counts.other);
  return [a, b, counts.both, counts.one, counts.other, counts.none, p < 0.001 ? '< 0.001' : p.toFixed(3)];
}

/** Two-sided p of so many rows on either side, each side as likely: twice the smaller tail of a binomial. */
export function mcnemar(one: number, other: number): number {
  const n = one + other;
  let term = -n * Math.LN2;
  let tail = 0;
  for (let k = 0; k <= Math.min(one, other); k++) {
    tail += Math.exp(term);
    term += Math.log(n - k) - Math.log(k + 1);
  }
  return Math.min(1, 2 * tail);
}
