import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import type { RunLimits, RunResult } from '../../src/core/run/run-input.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { startBatchServer, type BatchServer, type BatchServerOptions } from '../support/batch-server.js';
import { smallPlan } from '../support/small-plan.js';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.js';
import { startFileWorker, startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';
import { startRun, type TestWorker } from '../support/workflow-world.js';

/** `mode: batch` through real processes: server, worker, stores, a batch service over HTTP. */
let temporal: TemporalServer;
let vendor: BatchServer | undefined;
const folders: string[] = [];
const workers: (WorkerProcess | TestWorker)[] = [];
beforeAll(async () => {
  temporal = await startTemporalServer();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await vendor?.close();
});
afterAll(async () => {
  await temporal.stop();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const ROWS = 30;
const CHUNKS = 3;

interface Project {
  readonly vendor: BatchServer;
  readonly folder: string;
  worker(): Promise<void>;
  workerProcess(): Promise<WorkerProcess>;
  start(limits?: RunLimits): Promise<{ result(): Promise<RunResult>; cancel(): Promise<unknown> }>;
}

async function open(run: string, mode: 'batch' | undefined, options: BatchServerOptions = {}): Promise<Project> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-batches-'));
  folders.push(folder);
  const server = await startBatchServer(options);
  vendor = server;
  const plan = smallPlan({
    data: { seeds: ROWS },
    models: {
      teacher: {
        base_url: server.baseUrl,
        model: 'echo',
        // The same for every project, so that equal work has equal keys whatever port the server got.
        identity: { provider: 'openai', base_url: 'http://echo/v1', model: 'echo' },
        limits: { batch_poll_seconds: 0.05 },
        batch: true,
      },
    },
    steps: [
      {
        id: 'read',
        use: 'elicit/answer',
        shape: 'map',
        from: { rows: 'seeds' },
        models: { model: ['teacher'] },
        // Every row asks twice, one after the other: two batches for each chunk.
        with: { asks: 2 },
        queue: 'teacher-teacher',
        produces: 'sft',
        ...(mode ? { mode } : {}),
      },
      { id: 'tidy', use: 'refine/unique', shape: 'reduce', from: { rows: 'read' } },
    ],
  });
  await createFileRunStore({ folder }).create(run, plan, '');
  return {
    vendor: server,
    folder,
    async worker() {
      workers.push(await startFileWorker({ address: temporal.address, queuePrefix: run, folder }));
    },
    async workerProcess() {
      const worker = await startWorkerProcess({ address: temporal.address, queuePrefix: run, folder });
      workers.push(worker);
      return worker;
    },
    start: (limits) => startRun(temporal, { run, queuePrefix: run, ...(limits ? { limits } : {}) }),
  };
}

const outputsOf = (result: RunResult): Record<string, unknown> =>
  Object.fromEntries(Object.entries(result.outputs).map(([id, { key, outputs }]) => [id, [key, outputs]]));

/** What a run makes that asks call by call. */
let online: Record<string, unknown>;

test('call by call, for comparison', async () => {
  const project = await open('online', undefined);
  await project.worker();
  online = outputsOf(await (await project.start()).result());
  expect(project.vendor.answered).toHaveLength(2 * ROWS);
});

test('in batches the same keys and rows come out, looked at through timers and over several workflow runs', async () => {
  const project = await open('batched', 'batch', { faults: () => ({ looks: 2 }) });
  await project.worker();
  const result = await (await project.start({ chunksPerRun: 5 })).result();
  expect(outputsOf(result)).toEqual(online);
  expect(project.vendor.batches).toHaveLength(2 * CHUNKS);
  expect(project.vendor.answered).toHaveLength(2 * ROWS);
  const record = await createFileArtifactStore({ folder: project.folder }).getStep(result.outputs['read']!.key);
  expect(record).toMatchObject({ counts: { in: ROWS, failed: 0 }, spend: { calls: 2 * ROWS, reused: 0 } });
  const told = (await createFileRunStore({ folder: project.folder }).events('batched')).filter(
    ({ type }) => type === 'waiting',
  );
  expect(told[0]).toMatchObject({
    step: 'read',
    because: expect.stringMatching(/^batch_\d is \d+ % done \(\d of 10\)$/),
  });
});

test('a worker killed between a batch and its record makes no second one', async () => {
  const project = await open('killed', 'batch', {
    onCreate: (number) => (number < CHUNKS ? { hang: true } : undefined),
  });
  const first = await project.workerProcess();
  const handle = await project.start();
  await project.vendor.made(CHUNKS);
  await first.kill();
  await project.worker();
  expect(outputsOf(await handle.result())).toEqual(online);
  expect(project.vendor.batches).toHaveLength(2 * CHUNKS);
  expect(project.vendor.answered).toHaveLength(2 * ROWS);
});

test('cancelling the run cancels its batches, and what they gave is there for the next', async () => {
  const project = await open('cancelled', 'batch', { faults: () => ({ looks: Number.POSITIVE_INFINITY }) });
  await project.worker();
  const handle = await project.start();
  await project.vendor.made(CHUNKS);
  const ended = handle.result().catch(() => 'cancelled');
  await handle.cancel();
  expect(await ended).toBe('cancelled');
  expect(project.vendor.batches.map(({ status }) => status)).toEqual(Array.from({ length: CHUNKS }, () => 'cancelled'));
});
