import { LimbeckError } from '../../../src/core/errors.js';
import type { RowSource } from '../../../src/core/method.js';
import type { Row } from '../../../src/core/record-kinds.js';
import type { ActivityDeps } from '../deps.js';
import type { OpenStep } from '../step/open-step.js';

/** The data set that chunks are cut from: the step's first input that is connected. */
export async function openFirstInput(deps: ActivityDeps, { ref, step }: OpenStep): Promise<RowSource> {
  const first = step.inputs.find(({ port }) => ref.inputs[port] !== undefined);
  if (!first) throw new LimbeckError({ code: 'input-missing', message: `Step "${step.id}" has no input rows.` });
  return (await deps.artifacts.openDataSet(ref.inputs[first.port]!)).source;
}

/** Rows [from, to) of it. */
export async function firstInput(deps: ActivityDeps, open: OpenStep, from: number, to: number): Promise<Row[]> {
  const source = await openFirstInput(deps, open);
  const rows: Row[] = [];
  for await (const row of source.read(from, to)) rows.push(row);
  return rows;
}
