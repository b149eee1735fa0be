import { randomUUID } from 'node:crypto';
import type { PlanModel } from '../../../schemas/generated/plan.js';
import { systemClock, type Clock } from '../clock.js';
import type {
  CallContext,
  Collected,
  CollectInput,
  JobsUnderWay,
  ProviderRequest,
  RemoteProvider,
} from '../contract.js';
import { BatchApi } from './batch-api.js';
import { requestLine } from './batch-lines.js';
import { joinUnderWay } from './batch-progress.js';
import { findInJobs, type FoundInJobs } from './find-in-jobs.js';
import { asError, unanswered } from './job-failures.js';
import { isIn } from './job-record.js';
import type { JobStore } from './job-store.js';
import { advanceJob, pollBatch, type JobStepsInput, type JobWaits } from './job-steps.js';
import { pieces, type Piece } from './pieces.js';

export interface OpenAiBatchProviderOptions {
  readonly model: PlanModel;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Of the project: jobs are shared by all its runs. */
  readonly records: JobStore;
  readonly clock?: Pick<Clock, 'now'>;
}

/** What OpenAI takes in one batch; a little less in bytes, for its own account of them. */
const MOST_REQUESTS = 50_000;
const MOST_BYTES = 190_000_000;
/** Batches a request may be in before its row fails. */
const MOST_TRIES = 3;

/**
 * An endpoint asked through OpenAI's batch service. What is known of each job is on disk before a step that costs money, so
 * that no crash makes a second batch of the same requests.
 */
export function createOpenAiBatchProvider(options: OpenAiBatchProviderOptions): RemoteProvider {
  return new OpenAiBatchProvider(options);
}

class OpenAiBatchProvider implements RemoteProvider {
  readonly kind = 'remote';
  private readonly api: BatchApi;
  private readonly now: () => number;

  constructor(private readonly options: OpenAiBatchProviderOptions) {
    const { model, env, clock = systemClock } = options;
    this.now = () => clock.now();
    this.api = new BatchApi({ model, env, now: this.now });
  }

  async collect(input: CollectInput, { signal }: CallContext): Promise<Collected> {
    const kept = new Set<string>();
    const keep: CollectInput['keep'] = async (answers) => {
      await input.keep(answers);
      for (const key of answers.keys()) kept.add(key);
    };
    const steps = this.steps({ requests: input.requests, keep }, signal);
    // A batch that ends may leave requests for a next one, which begins at once.
    for (;;) {
      const open = [...input.requests.keys()].filter((key) => !kept.has(key));
      const found = await this.assign(input, open);
      const underWay: JobsUnderWay[] = [];
      for (const job of found.jobs) {
        const waits = await advanceJob(steps, job);
        if (waits) underWay.push(told(job, waits));
      }
      const joined = joinUnderWay(underWay);
      if (underWay.length === found.jobs.size)
        return { failures: this.failuresOf(found), ...(joined ? { underWay: joined } : {}) };
    }
  }

  async lookAt(jobs: readonly string[], { signal }: CallContext): Promise<JobsUnderWay | undefined> {
    const steps = this.steps({ requests: new Map(), keep: async () => undefined }, signal);
    const underWay: JobsUnderWay[] = [];
    for (const job of jobs) {
      const record = this.options.records.get(job);
      if (!record || !isIn(record, 'open') || record.endpoint.base_url !== this.api.endpoint.baseUrl) return undefined;
      const looked = await pollBatch(steps, record);
      if ('over' in looked) return undefined;
      underWay.push(told(job, looked));
    }
    return joinUnderWay(underWay);
  }

  async forget(keys: Iterable<string>): Promise<void> {
    const gone = new Set(keys);
    if (gone.size > 0) await this.options.records.locked(() => this.forgetLocked(gone));
  }

  async close(): Promise<void> {
    // Every call is one of its own; jobs stay where they are.
  }

  /** Sees to it that each request is in a job, or known to have failed. */
  private async assign(input: CollectInput, keys: readonly string[]): Promise<FoundInJobs> {
    const { records } = this.options;
    const free = this.toSend(findInJobs(records.all(), keys));
    const requestsOf = (some: readonly string[]): ProviderRequest[] => some.map((key) => input.requests.get(key)!);
    const reservation = free.length === 0 ? undefined : await input.reserve(requestsOf(free));
    try {
      return await records.locked(async () => {
        const found = findInJobs(records.all(), keys);
        const jobs = new Set(found.jobs);
        for (const job of jobs) await this.joinRun(job, input.run);
        const missing = await input.stillMissing(this.toSend(found));
        if (missing.length > 0) records.sweep();
        for (const piece of this.piecesOf(input, missing)) {
          const holds = input.amountOf(requestsOf(piece.keys));
          const tries = Math.max(...piece.keys.map((key) => found.free.get(key) ?? 0));
          jobs.add(await this.intend(input, { piece, holds, tries }));
        }
        // Their new job knows how often they were asked.
        if (missing.length > 0) await this.forgetLocked(new Set(missing));
        return { ...found, jobs };
      });
    } finally {
      reservation?.release();
    }
  }

  /** Takes keys out of what ended jobs left to remember. */
  private async forgetLocked(gone: ReadonlySet<string>): Promise<void> {
    const { records } = this.options;
    for (const record of records.all()) {
      if (!isIn(record, 'ended')) continue;
      const { keys, failures = {} } = record;
      const rest = keys.filter((key) => !gone.has(key));
      const failed = Object.entries(failures).filter(([key]) => !gone.has(key));
      if (rest.length + failed.length === 0) await records.remove(record.job);
      else if (rest.length < keys.length || failed.length < Object.keys(failures).length)
        await records.put({ ...record, keys: rest, failures: Object.fromEntries(failed) });
    }
  }

  private toSend({ free }: FoundInJobs): string[] {
    return [...free].flatMap(([key, tries]) => (tries < MOST_TRIES ? [key] : []));
  }

  private piecesOf({ requests }: CollectInput, keys: readonly string[]): Piece[] {
    const { model } = this.options;
    const line = (key: string): string =>
      requestLine({
        key,
        model: this.api.endpoint.model,
        request: requests.get(key)!,
        structuredOutput: model.structured_output === true,
      });
    const limits = { requests: model.limits?.batch_requests ?? MOST_REQUESTS, bytes: MOST_BYTES };
    return pieces(
      keys.map((key) => [key, line(key)] as const),
      limits,
    );
  }

  /** On disk before anything is sent. */
  private async intend(
    { run, step }: CollectInput,
    { piece, holds, tries }: { piece: Piece; holds: ReturnType<CollectInput['amountOf']>; tries: number },
  ): Promise<string> {
    const { records, model } = this.options;
    const { name, baseUrl, model: id } = this.api.endpoint;
    const job = randomUUID();
    await records.putRequests(job, piece.lines);
    await records.put({
      job,
      endpoint: { name, base_url: baseUrl, model: id, ...(model.api_key ? { api_key: model.api_key } : {}) },
      runs: [run],
      step,
      keys: piece.keys,
      tries,
      holds,
      at_ms: this.now(),
      state: { is: 'intended' },
    });
    return job;
  }

  private async joinRun(job: string, run: string): Promise<void> {
    const { records } = this.options;
    const record = records.get(job);
    if (record && !record.runs.includes(run)) await records.put({ ...record, runs: [...record.runs, run] });
  }

  private failuresOf({ failures, free }: FoundInJobs): Collected['failures'] {
    return new Map([
      ...[...failures].map(([key, failure]) => [key, asError(failure)] as const),
      ...[...free].flatMap(([key, tries]) =>
        tries < MOST_TRIES ? [] : [[key, unanswered(this.api.endpoint.name, tries)] as const],
      ),
    ]);
  }

  private steps(of: Pick<CollectInput, 'requests' | 'keep'>, signal: AbortSignal): JobStepsInput {
    return {
      api: this.api,
      records: this.options.records,
      now: this.now,
      pollSeconds: this.options.model.limits?.batch_poll_seconds,
      signal,
      requestOf: (key) => of.requests.get(key),
      keep: of.keep,
    };
  }
}

function told(job: string, { ms, because }: JobWaits): JobsUnderWay {
  return { jobs: [job], lookInMs: ms, because };
}
