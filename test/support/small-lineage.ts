import type { StepRecord } from '../../schemas/generated/artifact.js';
import { sha256Hex } from '../../src/core/digest.js';
import type { LedgerEntry } from '../../src/ledger/contract.js';
import type { Row } from '../../src/core/record-kinds.js';
import { importKey } from '../../src/core/identity/step-key.js';
import { readRunLineage, type RunLineage } from '../../src/lineage/run-lineage.js';
import type { RunEventInput } from '../../src/runs/contract.js';
import { createMemoryArtifacts, createMemoryLedger, createMemoryRuns, type MemoryArtifacts } from './memory-stores.js';
import { smallPlan, type SmallPlan } from './small-plan.js';

/** What a step of a finished run left, as a test says it. */
export interface SmallResult {
  readonly outputs: Readonly<Record<string, readonly Row[]>>;
  readonly rejected?: readonly Row[];
  readonly calls?: readonly Row[];
}

/** A finished run in memory, without having run: data sets and steps have the rows a test gives them. */
export async function openSmallLineage(
  spec: SmallPlan,
  results: Readonly<Record<string, SmallResult>>,
  events: readonly RunEventInput[] = [],
): Promise<
  RunLineage & { readonly artifacts: MemoryArtifacts; readonly ledger: ReturnType<typeof createMemoryLedger> }
> {
  const plan = smallPlan(spec);
  for (const data of Object.values(plan.data)) data.digest = sha256Hex(data.name);
  const [artifacts, runs, ledger] = [createMemoryArtifacts(), createMemoryRuns(), createMemoryLedger()];
  await runs.create('run', plan, '');
  for (const [name, { outputs, rejected, calls }] of Object.entries(results)) {
    const data = plan.data[name];
    const key = data ? importKey(data) : `key-of-${name}`;
    const write = async (rows: readonly Row[]): Promise<string> => (await artifacts.writeDataSet('any', rows)).digest;
    const digests: Record<string, string> = {};
    for (const [output, rows] of Object.entries(outputs))
      digests[output] = output === 'model' ? `model-${name}` : await write(rows);
    const out = Object.values(outputs).reduce((sum, rows) => sum + rows.length, 0);
    const record: StepRecord = {
      key,
      use: data ? 'import' : plan.steps.find(({ id }) => id === name)!.use,
      complete: true,
      outputs: digests,
      ...(rejected ? { rejected: await write(rejected) } : {}),
      ...(calls ? { calls: await write(calls) } : {}),
      counts: { in: out, out, rejected: rejected?.length ?? 0, failed: 0, reasons: {} },
      spend: { calls: calls?.length ?? 0, reused: 0, prompt_tokens: 0, completion_tokens: 0 },
      duration_ms: 1,
    };
    await artifacts.putStep(record);
    if (data) continue;
    await runs.append('run', { type: 'step-started', step: name, key });
    for (const { id } of calls ?? []) await ledger.put(smallAnswer(id, name));
  }
  for (const event of events) await runs.append('run', event);
  return { ...(await readRunLineage('run', { runs, artifacts })), artifacts, ledger };
}

export function smallAnswer(key: string, step: string): LedgerEntry {
  return {
    key,
    answer: { text: `answer ${key}`, finish_reason: 'stop', usage: { prompt_tokens: 3, completion_tokens: 2 } },
    provider: { model: 'big' },
    cost_nanousd: 7,
    at: '2026-01-01T00:00:00.000Z',
    run: 'run',
    step,
  };
}

export function callRow(key: string, rows: readonly string[], model = 'teacher', role = 'model'): Row {
  return { id: key, parents: [], rows, role, model, messages: [{ role: 'user', content: `ask ${key}` }] };
}
