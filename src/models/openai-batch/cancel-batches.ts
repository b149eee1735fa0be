import { BatchApi } from './batch-api.js';
import { isIn, type JobRecord } from './job-record.js';
import type { JobStore } from './job-store.js';

export interface CancelBatchesInput {
  readonly records: JobStore;
  readonly run: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
}

const PATIENCE_MS = 30_000;

/**
 * Cancels the batches that only this run waits for. Their records stay: what a cancelled batch gave before is brought home by
 * whoever asks for it next. Resolves with what a person should know.
 */
export async function cancelBatches(input: CancelBatchesInput): Promise<readonly string[]> {
  const { records, run } = input;
  const mine = records.all().filter((record) => !isIn(record, 'ended') && record.runs.includes(run));
  const said: string[] = [];
  for (const { job } of mine) {
    const left = await records.change(job, (record) => ({
      ...record,
      runs: record.runs.filter((other) => other !== run),
    }));
    if (!left || left.runs.length > 0) continue;
    const problem = await cancelOne(input, left);
    if (problem !== undefined) said.push(problem);
  }
  return said;
}

async function cancelOne(input: CancelBatchesInput, record: JobRecord): Promise<string | undefined> {
  const { records, env, now } = input;
  // Never asked for: there is nothing to cancel.
  if (isIn(record, 'intended', 'uploaded')) {
    await records.remove(record.job);
    return undefined;
  }
  if (isIn(record, 'ended')) return undefined;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const { name, base_url } = record.endpoint;
  try {
    const model = { ...record.endpoint, provider: 'openai', access: [], identity: {}, queue: '' } as const;
    const api = new BatchApi({ model: { ...model, access: [...model.access] }, env, now });
    const batch = isIn(record, 'open') ? record.state.batch : await orphanOf(api, record, signal);
    if (batch !== undefined) await api.cancel(batch, signal);
    return undefined;
  } catch (error) {
    const which = isIn(record, 'open') ? record.state.batch : `with the metadata limbeck`;
    const why = error instanceof Error ? error.message : String(error);
    return `The batch ${which} of ${name} (${base_url}) could not be cancelled, and may go on costing money: ${why}`;
  }
}

async function orphanOf(api: BatchApi, record: JobRecord, signal: AbortSignal): Promise<string | undefined> {
  if (!isIn(record, 'creating')) return undefined;
  const batch = await api.find(record.state.mark, record.at_ms, signal);
  return batch?.id;
}
