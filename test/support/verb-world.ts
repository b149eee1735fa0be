import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { elicitMethods, evaluateMethods, refineMethods } from '../../activities/methods.js';
import type { ActivityScope } from '../../activities/runtime/scope.js';
import type { PlanModel } from '../../schemas/generated/plan.js';
import type { Ledger } from '../../src/ledger/contract.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import { createAsker } from '../../src/models/asking/asker.js';
import { systemClock } from '../../src/models/clock.js';
import { JobRecords } from '../../src/models/openai-batch/job-records.js';
import { openProviders } from '../../src/worker/open-providers.js';
import { createMemoryArtifacts, createMemoryRuns } from './memory-stores.js';
import { startEchoTeacher, type EchoOptions, type EchoTeacher } from './echo-teacher.js';
import { smallPlan, type SmallStep } from './small-plan.js';
import { numberedRows, testDeps } from './workflow-world.js';

/** The methods as they are, over a real ledger and real providers: an endpoint behind HTTP, models in this process. */
export interface VerbWorld {
  readonly folder: string;
  readonly teacher: EchoTeacher;
  readonly ledger: Ledger;
  readonly artifacts: ReturnType<typeof createMemoryArtifacts>;
  /** A run of its own over one step: what activities are called with. */
  open(run: string, input: OpenRun): Promise<ReturnType<typeof testDeps>>;
  close(): Promise<void>;
}

export interface OpenRun {
  readonly step: SmallStep;
  readonly rows: readonly string[];
  /** As the step names it: "model", or several by their names. */
  readonly model?: Partial<PlanModel>;
  readonly models?: Readonly<Record<string, Partial<PlanModel>>>;
}

export const verbScope: ActivityScope = {
  signal: new AbortController().signal,
  stopping: new AbortController().signal,
  report: () => undefined,
};

export async function openVerbWorld(echo: EchoOptions = {}): Promise<VerbWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-verbs-'));
  const teacher = await startEchoTeacher(echo);
  const ledger = await openLmdbLedger({ folder });
  const artifacts = createMemoryArtifacts();
  const runs = createMemoryRuns();
  const providers = openProviders({
    projectFolder: folder,
    artifacts,
    clock: systemClock,
    python: () => Promise.reject(new Error('No trainer here.')),
    env: {},
    batches: new JobRecords({ folder }),
  });
  const asker = createAsker({ ledger, clock: systemClock });
  const catalog = { elicit: elicitMethods, refine: refineMethods, evaluate: evaluateMethods, distill: [] };
  return {
    folder,
    teacher,
    ledger,
    artifacts,
    async open(run, { step, rows, model = {}, models = { model } }) {
      const plan = smallPlan({ data: { seeds: rows.length }, models, steps: [step] });
      await runs.create(run, plan, '');
      const readData = numberedRows(plan, (index) => rows[index]!);
      return testDeps({ projectFolder: folder, artifacts, runs, ledger, asker, catalog, providers, readData });
    },
    async close() {
      await providers.close();
      await ledger.close();
      await teacher.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
