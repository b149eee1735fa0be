import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PlanModel } from '../../schemas/generated/plan.js';
import type { AskRequest } from '../../src/core/models/model-request.js';
import type { Ledger } from '../../src/ledger/contract.js';
import type { AskAllCall, AskOutcome, Budget } from '../../src/models/asking/ask-call.js';
import { createAsker } from '../../src/models/asking/asker.js';
import type { RemoteProvider } from '../../src/models/contract.js';
import { JobsPending } from '../../src/models/asking/jobs-pending.js';
import { JobRecords } from '../../src/models/openai-batch/job-records.js';
import { createOpenAiBatchProvider } from '../../src/models/openai-batch/openai-batch-provider.js';
import { startBatchServer, type BatchServer, type BatchServerOptions } from './batch-server.js';
import { createMemoryLedger } from './memory-stores.js';

/** A teacher's batch service and one who asks it, over a clock that goes on only when somebody waits. */
export interface BatchAsking {
  readonly server: BatchServer;
  readonly ledger: Ledger;
  readonly folder: string;
  /** What people were told, one a wait. */
  readonly waits: string[];
  /** How long each wait was. */
  readonly waitsMs: number[];
  records(): JobRecords;
  /** Asks, waits, asks again until all is there. */
  ask(prompts: readonly string[], over?: Partial<AskAllCall>): Promise<readonly AskOutcome[]>;
  /** One try; what is under way is thrown. */
  askOnce(prompts: readonly string[], over?: Partial<AskAllCall>): Promise<readonly AskOutcome[]>;
  /** What a worker knows that was started anew. */
  restart(): void;
  provider(): RemoteProvider;
  close(): Promise<void>;
}

export interface BatchAskingOptions extends BatchServerOptions {
  readonly limits?: PlanModel['limits'];
  readonly budget?: Budget;
}

export const answersOf = (outcomes: readonly AskOutcome[]): string[] =>
  outcomes.map((outcome) => ('reply' in outcome ? outcome.reply.text : outcome.error.code));

export async function startBatchAsking(options: BatchAskingOptions = {}): Promise<BatchAsking> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-batch-'));
  const server = await startBatchServer(options);
  const ledger = createMemoryLedger();
  let now = Date.now();
  const clock = { now: () => now };
  const model: PlanModel = {
    name: 'teacher',
    provider: 'openai',
    access: ['chat'],
    identity: { provider: 'openai', base_url: 'http://teacher/v1', model: 'echo' },
    base_url: server.baseUrl,
    model: 'echo',
    batch: true,
    queue: 'teacher-teacher',
    ...(options.limits ? { limits: options.limits } : {}),
  };
  const open = () => {
    const records = new JobRecords({ folder });
    const provider = createOpenAiBatchProvider({ model, env: {}, records, clock });
    return { records, provider, asker: createAsker({ ledger, clock, openJobs: records }) };
  };
  let present = open();
  const waits: string[] = [];
  const waitsMs: number[] = [];
  const askOnce: BatchAsking['askOnce'] = (prompts, over) =>
    present.asker.askAll({
      run: 'run-1',
      step: 'read',
      model: {
        name: 'teacher',
        identity: model.identity,
        price: { input_usd_per_million: 1000, output_usd_per_million: 1000, batch_discount: 0.5 },
        mode: 'batch',
      },
      signal: new AbortController().signal,
      provider: present.provider,
      requests: prompts.map((content): AskRequest => ({ messages: [{ role: 'user', content }] })),
      work: '/nowhere',
      ...(options.budget ? { budget: { run: options.budget } } : {}),
      ...over,
    });
  return {
    server,
    ledger,
    folder,
    waits,
    waitsMs,
    records: () => present.records,
    provider: () => present.provider,
    askOnce,
    async ask(prompts, over) {
      for (;;) {
        try {
          return await askOnce(prompts, over);
        } catch (error) {
          if (!(error instanceof JobsPending)) throw error;
          waits.push(error.underWay.because);
          waitsMs.push(error.underWay.lookInMs);
          now += error.underWay.lookInMs;
        }
      }
    },
    restart: () => {
      present = open();
    },
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
