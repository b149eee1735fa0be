import type { Plan } from '../../../schemas/generated/plan.js';

/** Rows of a data set that are read to find a sample: a file of millions is not read whole for an estimate. */
const READ_AT_MOST = 20_000;

/** `count` rows from all over a data set of `total` rows, or of its first part where it is large. */
export async function* spreadRows<Row>(
  rows: AsyncIterable<Row>,
  { total, count }: { readonly total: number; readonly count: number },
): AsyncGenerator<Row> {
  const among = Math.min(total, READ_AT_MOST);
  const wanted = Math.min(count, among);
  let at = 0;
  let taken = 0;
  if (wanted === 0) return;
  for await (const row of rows) {
    if (at++ < Math.floor((taken * among) / wanted)) continue;
    yield row;
    if (++taken >= wanted) return;
  }
}

/** Data sets that steps read as a whole: seeds to grow from, and what rows are compared with. Undefined: too large for that. */
export function readWhole({ steps, data }: Plan): (name: string) => boolean | undefined {
  const whole = new Set(
    steps.flatMap(({ shape, inputs }) =>
      inputs.filter(({ source }, at) => source === 'data' && (shape === 'grow' || at > 0)).map(({ name }) => name),
    ),
  );
  return (name) => (!whole.has(name) ? false : data[name]!.rows <= READ_AT_MOST ? true : undefined);
}
