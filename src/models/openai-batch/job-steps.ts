import { randomUUID } from 'node:crypto';
import type { Batch } from 'openai/resources/batches';
import { isAlive, refOf, type ProcessRef } from '../../processes/process-mark.js';
import type { ProviderAnswer, ProviderRequest } from '../contract.js';
import { BatchTrouble, type BatchApi } from './batch-api.js';
import { readLines, type LineResult } from './batch-lines.js';
import { isOver, lookInMs, sayProgress } from './batch-progress.js';
import { asFailure, batchNotVisible, batchRefused, recordGone } from './job-failures.js';
import { isIn, type JobFailure, type JobIn, type JobRecord, type JobState } from './job-record.js';
import type { JobStore } from './job-store.js';

export interface JobStepsInput {
  readonly api: BatchApi;
  readonly records: JobStore;
  readonly now: () => number;
  readonly pollSeconds: number | undefined;
  readonly signal: AbortSignal;
  readonly requestOf: (key: string) => ProviderRequest | undefined;
  readonly keep: (answers: ReadonlyMap<string, ProviderAnswer>) => Promise<void>;
}

/** A job that is not done: why, and when to look again. */
export interface JobWaits {
  readonly ms: number;
  readonly because: string;
}

/** Somebody else is at it, and will be for moments only. */
const MOMENT_MS = 2_000;
/** Told by vendors whose queue for batches is full; the batch may be sent again when others are done. */
const QUEUE_FULL = 'token_limit_exceeded';

/**
 * Takes a job as far as it goes now: sends its file, creates its batch (once: after a crash it is looked for first), looks
 * at it, and when it is over brings home what it gave. Undefined when the job is ended.
 */
export async function advanceJob(input: JobStepsInput, job: string): Promise<JobWaits | undefined> {
  const moment = (because: string): JobWaits => ({ ms: Math.min(MOMENT_MS, waitOf(input, 0)), because });
  const result = await input.records.alone(job, async () => {
    const record = input.records.get(job);
    if (!record || isIn(record, 'ended')) return 'ended';
    if (isIn(record, 'open')) {
      const looked = await pollBatch(input, record);
      return 'over' in looked ? ((await bringHome(input, record, looked.over)) ?? 'ended') : looked;
    }
    const taken = await takeOver(input.records, job);
    if (!taken) return moment('a batch is being sent by another process');
    return send(input, taken);
  });
  if (result === 'ended') return undefined;
  return result ?? moment('a batch is being sent');
}

const waitOf = ({ pollSeconds }: JobStepsInput, ageMs: number): number => lookInMs(ageMs, pollSeconds);

/** The job as this process's own, unless one that lives has it. */
async function takeOver(records: JobStore, job: string): Promise<JobRecord | undefined> {
  const self = refOf(process.pid);
  const record = await records.change(job, (found) => {
    if (!isIn(found, 'intended', 'uploaded', 'creating')) return found;
    const { owner = self } = found.state;
    return isAlive(owner) && !isSame(owner, self) ? found : { ...found, state: { ...found.state, owner: self } };
  });
  if (!record || !isIn(record, 'intended', 'uploaded', 'creating')) return record;
  return record.state.owner && isSame(record.state.owner, self) ? record : undefined;
}

const isSame = (a: ProcessRef, b: ProcessRef): boolean => a.pid === b.pid && a.mark === b.mark;

/** Whoever comes next may go on with it. */
function letGo(records: JobStore, job: string): Promise<JobRecord | undefined> {
  return records.change(job, (record) => {
    if (!isIn(record, 'intended', 'uploaded', 'creating')) return record;
    const { owner: _owner, ...state } = record.state;
    return { ...record, state };
  });
}

async function send(input: JobStepsInput, record: JobRecord): Promise<JobWaits> {
  try {
    return await sendOn(input, record);
  } catch (error) {
    const { failure } = error instanceof BatchTrouble ? error : {};
    if (!failure || failure.error.kind === 'transient') await letGo(input.records, record.job);
    if (!failure) throw error;
    if (failure.error.kind === 'transient') {
      // Nobody there, or something that is no batch service: for the activity's own retries, which end some day.
      if (failure.silent || failure.error.code === 'teacher-garbled') throw failure.error;
      const age = input.now() - record.at_ms;
      return { ms: failure.retryAfterMs ?? waitOf(input, age), because: failure.because };
    }
    // Said no: nothing was made, and the next run may ask otherwise.
    await input.records.remove(record.job);
    if (failure.error.kind === 'row') throw batchRefused(input.api.endpoint.name, failure.error.message);
    throw failure.error;
  }
}

async function sendOn(input: JobStepsInput, record: JobRecord): Promise<JobWaits> {
  const { api, records, signal, now } = input;
  const owner = refOf(process.pid);
  if (isIn(record, 'intended')) {
    const file = await api.upload(record.job, await records.requests(record.job), signal);
    return sendOn(input, await turn(records, record, { is: 'uploaded', owner, file }));
  }
  if (isIn(record, 'uploaded')) {
    const { file, not_before_ms: notBefore = 0 } = record.state;
    if (notBefore > now()) return { ms: notBefore - now(), because: 'its queue for batches is full' };
    const mark = randomUUID();
    const creating = await turn(records, record, { is: 'creating', owner, file, mark });
    return opened(input, creating, await api.create(file, mark, signal));
  }
  if (isIn(record, 'creating')) {
    const { file, mark } = record.state;
    const orphan = await findOrphan(input, record);
    return opened(input, record, orphan ?? (await api.create(file, mark, signal)));
  }
  return { ms: 0, because: 'a batch was sent' };
}

/** The job in its next state, on disk. */
async function turn<State extends JobState>(
  records: JobStore,
  { job }: JobRecord,
  state: State,
): Promise<JobRecord & { readonly state: State }> {
  const turned = await records.change(job, (record) => ({ ...record, state }));
  if (!turned) throw recordGone(records.describe(job));
  return { ...turned, state };
}

/** What may have been made is never given up for lost because the list cannot be read. */
async function findOrphan(
  { api, records, signal }: JobStepsInput,
  record: JobIn<'creating'>,
): Promise<Batch | undefined> {
  try {
    return await api.find(record.state.mark, record.at_ms, signal);
  } catch (error) {
    if (!(error instanceof BatchTrouble) || error.failure.error.kind === 'transient') throw error;
    throw batchNotVisible(`for ${record.state.file}`, records.describe(record.job), error.failure.error);
  }
}

async function opened(input: JobStepsInput, record: JobIn<'creating'>, batch: Batch): Promise<JobWaits> {
  const since_ms = input.now();
  const { file } = record.state;
  await turn(input.records, record, { is: 'open', batch: batch.id, file, since_ms });
  input.records.dropRequests(record.job);
  return { ms: waitOf(input, 0), because: sayProgress(batch) };
}

/** How the batch stands. Trouble that may pass is a reason to look later: the batch is there. */
export async function pollBatch(
  input: JobStepsInput,
  record: JobIn<'open'>,
): Promise<JobWaits | { readonly over: Batch }> {
  try {
    const batch = await input.api.get(record.state.batch, input.signal);
    if (isOver(batch)) return { over: batch };
    return { ms: waitOf(input, ageOf(input, record)), because: sayProgress(batch) };
  } catch (error) {
    const waits = laterFor(input, record, error);
    if (waits) return waits;
    const { failure } = error as BatchTrouble;
    throw batchNotVisible(record.state.batch, input.records.describe(record.job), failure.error);
  }
}

const ageOf = ({ now }: JobStepsInput, { state }: JobIn<'open'>): number => now() - state.since_ms;

/** For trouble that may pass; undefined for what the vendor means. Other errors are thrown on. */
function laterFor(input: JobStepsInput, record: JobIn<'open'>, error: unknown): JobWaits | undefined {
  if (!(error instanceof BatchTrouble)) throw error;
  const { failure } = error;
  if (failure.error.kind !== 'transient') return undefined;
  return {
    ms: Math.max(failure.retryAfterMs ?? 0, waitOf(input, ageOf(input, record))),
    because: `${record.state.batch}: ${failure.because}`,
  };
}

/** What a batch gave goes to the ledger first; only then the job says that it is ended. */
async function bringHome(input: JobStepsInput, record: JobIn<'open'>, batch: Batch): Promise<JobWaits | undefined> {
  if (batch.status === 'failed') return notEvenBegun(input, record, batch);
  let results: Map<string, LineResult>;
  try {
    results = await resultsOf(input, batch);
  } catch (error) {
    const waits = laterFor(input, record, error);
    if (waits) return waits;
    throw (error as BatchTrouble).failure.error;
  }
  const wanted = new Set(record.keys);
  const answers = new Map<string, ProviderAnswer>();
  const failures: Record<string, JobFailure> = {};
  let stop: Extract<LineResult, { state: 'failed' }> | undefined;
  for (const [key, result] of results) {
    if (!wanted.has(key)) continue;
    if (result.state === 'answer') answers.set(key, result.answer);
    else if (result.state === 'failed' && result.error.kind === 'row') failures[key] = asFailure(result.error);
    else if (result.state === 'failed') stop ??= result;
  }
  input.records.unhold(record.job);
  if (answers.size > 0) await input.keep(answers);
  const rest = record.keys.filter((key) => !answers.has(key) && !(key in failures));
  await endJob(input.records, record, { keys: rest, failures });
  if (stop) throw stop.error;
  return undefined;
}

/** Its lines, from both files; one that is gone gave nothing. */
async function resultsOf(input: JobStepsInput, batch: Batch): Promise<Map<string, LineResult>> {
  const { api, signal, requestOf, now } = input;
  const results = new Map<string, LineResult>();
  for (const file of [batch.output_file_id, batch.error_file_id]) {
    if (!file) continue;
    const text = await textOf(api, file, signal);
    const lines = readLines(text, { endpoint: api.endpoint, batch: batch.id, requestOf, nowMs: now() });
    for (const [key, result] of lines) if (results.get(key)?.state !== 'answer') results.set(key, result);
  }
  return results;
}

async function textOf(api: BatchApi, file: string, signal: AbortSignal): Promise<string> {
  try {
    return await api.content(file, signal);
  } catch (error) {
    if (error instanceof BatchTrouble && error.failure.error.code === 'teacher-model-unknown') return '';
    throw error;
  }
}

/** The vendor looked at the file and refused it, or has no room for it now. */
async function notEvenBegun(input: JobStepsInput, record: JobIn<'open'>, batch: Batch): Promise<JobWaits> {
  const [first] = batch.errors?.data ?? [];
  if (first?.code === QUEUE_FULL) {
    const ms = waitOf(input, input.now() - record.at_ms);
    const { file } = record.state;
    const not_before_ms = input.now() + ms;
    await turn(input.records, record, { is: 'uploaded', file, not_before_ms });
    return { ms, because: 'its queue for batches is full' };
  }
  await input.records.remove(record.job);
  const line = first?.line === undefined || first.line === null ? '' : ` (line ${first.line})`;
  const said = input.api.endpoint.redact(first?.message ?? 'it does not say why.');
  throw batchRefused(input.api.endpoint.name, `${said}${line}`);
}

/** What a job that is over leaves: what came to nothing. Nothing of that, nothing left. */
async function endJob(
  records: JobStore,
  record: JobRecord,
  { keys, failures }: { readonly keys: readonly string[]; readonly failures: Readonly<Record<string, JobFailure>> },
): Promise<void> {
  if (keys.length === 0 && Object.keys(failures).length === 0) return records.remove(record.job);
  const holds = { calls: 0, tokens: 0, nanousd: 0 };
  const ended = { keys, failures, holds, tries: record.tries + 1, state: { is: 'ended' } } as const;
  await records.change(record.job, (found) => ({ ...found, ...ended }));
}
