import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { importData } from '../../activities/runtime/step/import-data.js';
import { prepareStep } from '../../activities/runtime/step/prepare-step.js';
import { runChunk } from '../../activities/runtime/rows/run-chunk.js';
import type { ActivityScope } from '../../activities/runtime/scope.js';
import type { PlanModel } from '../../schemas/generated/plan.js';
import type { ChunkResult } from '../../src/core/ports.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import { createAsker } from '../../src/models/asking/asker.js';
import type { Clock } from '../../src/models/clock.js';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';
import { createMemoryArtifacts, createMemoryRuns } from '../support/memory-stores.js';
import { quickClock } from '../support/provider-under-test.js';
import { startScriptedTeacher, type ScriptedTeacher } from '../support/scripted-teacher.js';
import { smallPlan } from '../support/small-plan.js';
import { numberedRows, testDeps } from '../support/workflow-world.js';

/**
 * A map step that asks a teacher over real HTTP: real asker, provider and ledger, in one process without Temporal. Time
 * passes when somebody sleeps; only `timeout_seconds` is real.
 */
export interface HostileWorld {
  readonly teacher: ScriptedTeacher;
  readonly clock: Clock;
  /** What the asking side slept, in milliseconds. */
  readonly slept: readonly number[];
  /** Rows [from, to). */
  readonly chunk: (from: number, to: number) => Promise<ChunkResult>;
  /** Codes of the chunk's failed rows. */
  readonly failures: (from: number, to: number) => Promise<readonly unknown[]>;
  /** Why people were told to wait. */
  readonly waits: () => Promise<readonly string[]>;
  close(): Promise<void>;
}

const scope: ActivityScope = {
  signal: new AbortController().signal,
  stopping: new AbortController().signal,
  report: () => undefined,
};

export async function openHostileWorld(rows: number, limits: NonNullable<PlanModel['limits']>): Promise<HostileWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-hostile-'));
  const teacher = await startScriptedTeacher();
  const slept: number[] = [];
  const clock = quickClock(slept);
  const artifacts = createMemoryArtifacts();
  const runs = createMemoryRuns();
  const ledger = await openLmdbLedger({ folder });
  const plan = smallPlan({
    data: { seeds: rows },
    models: { teacher: { base_url: teacher.url, model: 'big', limits } },
    steps: [
      { id: 'read', use: 'elicit/answer', shape: 'map', from: { rows: 'seeds' }, models: { model: ['teacher'] } },
    ],
  });
  await runs.create('run', plan, '');
  const provider = createOpenAiProvider({ model: plan.models['teacher']!, env: {}, clock, random: () => 0.5 });
  const deps = testDeps({
    artifacts,
    runs,
    ledger,
    clock,
    asker: createAsker({ ledger, clock }),
    providers: { open: async () => provider },
    readData: numberedRows(plan),
  });
  const seeds = await importData(deps, { run: 'run', name: 'seeds' }, scope);
  const step = { run: 'run', step: 'read' };
  const { key, inputs, models } = await prepareStep(deps, { ...step, upstream: { seeds } });
  return {
    teacher,
    clock,
    slept,
    chunk: (from, to) => runChunk(deps, { ...step, key, inputs, models, part: 'rows', from, to }, scope),
    async failures(from, to) {
      const codes: unknown[] = [];
      for await (const row of artifacts.readChunk(key, `rows-${from}-${to}`, 'failures'))
        codes.push(row['failed_because']);
      return codes;
    },
    async waits() {
      return (await runs.events('run')).flatMap((event) => (event.type === 'waiting' ? [event.because] : []));
    },
    async close() {
      await provider.close();
      await ledger.close();
      await teacher.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
