import { createMemoryArtifacts, createMemoryRuns } from '../support/memory-stores.js';
import { smallPlan } from '../support/small-plan.js';
import { startTemporalServer, type TemporalServer } from '../support/temporal-server.js';
import { numberedRows, startRun, startTestWorker, testDeps } from '../support/workflow-world.js';

let server: TemporalServer;
beforeAll(async () => {
  server = await startTemporalServer();
});
afterAll(() => server.stop());

test('a map step runs over every row on a real server, and what it cannot do is accounted for', async () => {
  const plan = smallPlan({
    data: { seeds: 95 },
    steps: [{ id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, maxFailedShare: 0.1 }],
  });
  const artifacts = createMemoryArtifacts();
  const runs = createMemoryRuns();
  await runs.create('first', plan, '');
  const say = (index: number): string =>
    index % 20 === 7 ? `drop ${index}` : index === 50 ? 'bad 50' : `prompt ${index}`;
  const worker = await startTestWorker(
    server,
    testDeps({ artifacts, runs, readData: numberedRows(plan, say) }),
    'first',
  );
  const { outputs } = await (await startRun(server, { run: 'first', queuePrefix: 'first' })).result();
  await worker.stop();
  const record = artifacts.steps.get(outputs['loud']!.key)!;
  expect(record.counts).toEqual({
    in: 95,
    out: 89,
    rejected: 5,
    failed: 1,
    reasons: { 'said-drop': 5, 'said-bad': 1 },
  });
  const rows = artifacts.rowsOf(outputs['loud']!.outputs['rows']!);
  expect(rows.map((row) => row['prompt']).slice(0, 8)).toEqual(
    [0, 1, 2, 3, 4, 5, 6, 8].map((index) => `PROMPT ${index}`),
  );
  expect((await runs.events('first')).at(-1)).toMatchObject({ type: 'run-finished', outcome: 'done' });
});
