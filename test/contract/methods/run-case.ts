import type { Method, ReduceMethod } from '../../../src/core/method.js';
import type { RowDraft } from '../../../src/core/record-kinds.js';
import { runGrow, runMap, runReduce, type FakeResult } from '../../support/fake-context.js';
import type { MethodCase } from './method-case.js';

/** Run a method of any shape over its case. Rows of all outputs together. */
export async function runCase(method: Method, given: MethodCase): Promise<FakeResult> {
  const first = Object.values(given.inputs)[0] ?? [];
  switch (method.shape) {
    case 'map':
      return runMap(method, given.with, first, given.world);
    case 'measure':
      return runMap(method, given.with, first, { ...given.world, asModel: 'teacher' });
    case 'grow':
      return runGrow(method, given.with, first, given.world);
    default:
      return reduceAll(method, given);
  }
}

async function reduceAll(method: ReduceMethod, given: MethodCase): Promise<FakeResult> {
  const { outputs, ...result } = await runReduce(method, given.with, given.inputs, given.world);
  const rows: RowDraft[] = method.outputs ? Object.values(outputs).flat() : [...result.rows];
  return { ...result, rows };
}
