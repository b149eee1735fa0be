import { hash } from 'node:crypto';
import type { PlanData } from '../../../schemas/generated/plan.js';
import { canonicalJson } from '../../../src/core/canonical-json.js';
import { LimbeckError } from '../../../src/core/errors.js';
import type { ImportDataInput, StepOutput } from '../../../src/core/ports.js';
import type { Row } from '../../../src/core/record-kinds.js';
import { KeyTable } from '../../../src/core/identity/key-table.js';
import { importKey } from '../../../src/core/identity/step-key.js';
import type { ActivityDeps } from '../deps.js';
import { pinnedPlan } from './pinned-plan.js';
import { createPace, type ActivityScope } from '../scope.js';
import { findWholeStep, outputOf } from './step-record.js';

/** Read a data set's files into the artifact store. The same files read the same way are read once, in whatever run. */
export async function importData(
  deps: ActivityDeps,
  input: ImportDataInput,
  scope: ActivityScope,
): Promise<StepOutput> {
  const plan = await pinnedPlan(deps.runs, input.run);
  const data = plan.data[input.name];
  if (!data)
    throw new LimbeckError({ code: 'unknown-data', message: `The plan has no data set called "${input.name}".` });
  const key = importKey(data);
  const known = await findWholeStep(deps.artifacts, key, data.kind);
  if (known) return outputOf(input.name, known, true);
  const began = deps.clock.now();
  const written = await deps.artifacts.writeDataSet(data.kind, withIds(deps, data, scope));
  const record = {
    key,
    use: 'import',
    complete: true as const,
    outputs: { rows: written.digest },
    counts: { in: written.rows, out: written.rows, rejected: 0, failed: 0, reasons: {} },
    spend: { calls: 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
    duration_ms: deps.clock.now() - began,
  };
  await deps.artifacts.putStep(record);
  return outputOf(input.name, record, false);
}

/** A row's id comes from its content and, for equal rows, which of them it is: never from its place in the file. */
async function* withIds(deps: ActivityDeps, data: PlanData, scope: ActivityScope): AsyncGenerator<Row> {
  const seen = new KeyTable();
  const pace = createPace();
  for await (const row of deps.readData(data, scope.signal)) {
    // core's digestOf and sha256Hex, hashed by Node: every row pays for it.
    const content = hash('sha256', canonicalJson(row), 'hex');
    const occurrence = seen.count(content);
    const id = hash('sha256', `${content}\n${occurrence}`, 'hex').slice(0, 24);
    yield { ...row, id, parents: [] };
    if (!pace.isDue) continue;
    scope.signal.throwIfAborted();
    await pace.breathe();
  }
}
