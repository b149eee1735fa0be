import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROWS_PER_REQUEST } from '../../activities/runtime/rows/row-gate.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import type { RunResult } from '../../src/core/run/run-input.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.js';
import { startEchoTeacher, type EchoTeacher } from '../support/echo-teacher.js';
import { smallPlan } from '../support/small-plan.js';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';
import { startRun } from '../support/workflow-world.js';

let server: TemporalServer;
let teacher: EchoTeacher;
let proxy: CountingProxy;
const folders: string[] = [];
const workers: WorkerProcess[] = [];
beforeAll(async () => {
  server = await startTemporalServer();
  teacher = await startEchoTeacher();
});
beforeEach(async () => {
  proxy = await startCountingProxy(teacher.baseUrl, { latencyMs: 30 });
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await proxy.close();
});
afterAll(async () => {
  await server.stop();
  await teacher.close();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

const CONCURRENCY = 4;
const ROWS = 60;
const ROUNDS = 2;
const CALLS = ROUNDS * ROWS;

interface Project {
  readonly folder: string;
  readonly prefix: string;
  worker(): Promise<WorkerProcess>;
  create(run: string): Promise<void>;
  start(run: string): Promise<{ result(): Promise<RunResult> }>;
}

function openProject(prefix: string): Project {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-processes-'));
  folders.push(folder);
  const plan = smallPlan({
    data: { seeds: ROWS },
    models: {
      teacher: {
        base_url: proxy.url,
        model: 'echo',
        // The same for every project, so that equal work has equal keys whatever port the proxy got.
        identity: { provider: 'openai', base_url: 'http://echo/v1', model: 'echo' },
        limits: { concurrency: CONCURRENCY, retries: 2 },
      },
    },
    loops: [
      {
        id: 'rounds',
        times: ROUNDS,
        // A round asks what the one before made of its prompts: other ones.
        carry: { current: { start: 'seeds', next: 'loud' } },
        steps: [
          {
            id: 'read',
            use: 'elicit/answer',
            shape: 'map',
            from: { rows: 'current' },
            models: { model: ['teacher'] },
            queue: 'teacher-teacher',
            produces: 'sft',
            window: 3,
          },
          { id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'read' } },
        ],
      },
    ],
    steps: [{ id: 'tidy', use: 'refine/unique', shape: 'reduce', from: { rows: 'rounds.loud' } }],
  });
  return {
    folder,
    prefix,
    async worker() {
      const worker = await startWorkerProcess({ address: server.address, queuePrefix: prefix, folder });
      workers.push(worker);
      return worker;
    },
    create: (run) => createFileRunStore({ folder }).create(run, plan, ''),
    start: (run) => startRun(server, { run, queuePrefix: prefix }),
  };
}

async function outputsOf(result: RunResult): Promise<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(result.outputs).map(([id, { outputs }]) => [id, outputs]));
}

/** What a run makes that nobody disturbs. */
let undisturbed: Record<string, unknown>;

test('a run over file stores, the ledger and HTTP: every prompt is asked once', async () => {
  const project = openProject('calm');
  await project.create('calm');
  await project.worker();
  const result = await (await project.start('calm')).result();
  undisturbed = await outputsOf(result);
  expect([proxy.total, proxy.repeated]).toEqual([CALLS, 0]);
  const record = await createFileArtifactStore({ folder: project.folder }).getStep(result.outputs['rounds.read']!.key);
  expect(record).toMatchObject({ counts: { in: ROWS, out: ROWS, failed: 0 }, spend: { calls: ROWS, reused: 0 } });
});

test('a worker that is killed in the second round repeats at most what was in flight, and the rows are the same', async () => {
  const project = openProject('killed');
  await project.create('killed');
  const first = await project.worker();
  const handle = await project.start('killed');
  await proxy.reached(ROWS + ROWS / 3);
  await first.kill();
  await project.worker();
  const result = await handle.result();
  expect(await outputsOf(result)).toEqual(undisturbed);
  // In flight: asked and not answered, or answered and not yet on disk; on a busy disk that is every row under way.
  expect(proxy.repeated).toBeLessThanOrEqual(ROWS_PER_REQUEST * CONCURRENCY);
  // What the first worker paid for is counted as paid by this run, not as reuse.
  const record = await createFileArtifactStore({ folder: project.folder }).getStep(result.outputs['rounds.read']!.key);
  expect(record?.spend).toMatchObject({ calls: ROWS, reused: 0 });
});

test('the server may be killed and come back: workers wait for it, and nothing is asked twice', async () => {
  const project = openProject('server');
  await project.create('server');
  await project.worker();
  const handle = await project.start('server');
  await proxy.reached(ROWS / 3);
  await server.kill();
  await proxy.reached(ROWS / 3 + 5);
  await server.restart();
  expect(await outputsOf(await handle.result())).toEqual(undisturbed);
  expect(proxy.repeated).toBe(0);
});

test('two runs of one recipe at once, each with a worker, share stores and answers', async () => {
  const project = openProject('shared');
  await project.create('one');
  await project.create('two');
  await Promise.all([project.worker(), project.worker()]);
  const handles = [await project.start('one'), await project.start('two')];
  const results = await Promise.all(handles.map((handle) => handle.result()));
  for (const result of results) expect(await outputsOf(result)).toEqual(undisturbed);
  expect([proxy.total, proxy.repeated]).toEqual([CALLS, 0]);
  const store = createFileArtifactStore({ folder: project.folder });
  expect(await store.getStep(results[0]!.outputs['rounds.read']!.key)).toMatchObject({
    counts: { in: ROWS, out: ROWS },
  });
});
