/**
 * What the engine itself costs: a map step of a method that does nothing, over many rows, on a real Temporal server
 * (SQLite as the product runs it), the file stores, and the LMDB ledger.
 * `node -r ./test/support/register-ts.cjs bench/execution/map-rows.ts [rows] [rows per chunk]`
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { smallPlan } from '../../test/support/small-plan.js';
import { startTemporalServer } from '../../test/support/temporal-server.js';
import { numberedRows, startRun, startTestWorker, testDeps } from '../../test/support/workflow-world.js';

async function main(): Promise<void> {
  const rows = Number(process.argv[2] ?? 100_000);
  const chunkRows = Number(process.argv[3] ?? 500);
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
  const plan = smallPlan({
    data: { seeds: rows },
    steps: [{ id: 'loud', use: 'refine/shout', shape: 'map', from: { rows: 'seeds' }, chunkRows, window: 8 }],
  });
  const runs = createFileRunStore({ folder });
  const ledger = await openLmdbLedger({ folder });
  const artifacts = createFileArtifactStore({ folder });
  await runs.create('bench', plan, '');
  const text = 'a clause of some length, as contracts have them. '.repeat(20);
  const deps = testDeps({ artifacts, runs, ledger, readData: numberedRows(plan, (index) => `${index} ${text}`) });
  const server = await startTemporalServer({ durable: true });
  const worker = await startTestWorker(server, deps, 'bench');
  const idle = process.memoryUsage().rss;
  const began = performance.now();
  await (await startRun(server, { run: 'bench', queuePrefix: 'bench' })).result();
  const seconds = (performance.now() - began) / 1_000;
  const eventsOf = async (id: string): Promise<number> =>
    (await server.client.workflow.getHandle(id).fetchHistory()).events?.length ?? 0;
  const events = await runs.events('bench');
  const started = events.find(({ type }) => type === 'step-started')!.at;
  const finished = events.find(({ type }) => type === 'step-finished')!.at;
  const stepSeconds = (Date.parse(finished) - Date.parse(started)) / 1_000;
  const chunks = Math.ceil(rows / chunkRows);
  console.log(`${rows} rows of about 1 KB in ${chunks} chunks`);
  console.log(`  whole run           ${seconds.toFixed(1)} s; the step, sealing included, ${stepSeconds.toFixed(1)} s`);
  console.log(`  per chunk           ${((stepSeconds / chunks) * 1_000).toFixed(0)} ms of wall time`);
  console.log(`  events, run         ${await eventsOf('bench')}`);
  console.log(`  events, step        ${await eventsOf('bench/loud')} (in its newest workflow run)`);
  console.log(
    `  memory, peak        ${(process.resourceUsage().maxRSS / 1_024).toFixed(0)} MB (worker, client and bench in one process; ${(idle / 2 ** 20).toFixed(0)} MB when idle)`,
  );
  await worker.stop();
  await server.stop();
  await ledger.close();
  rmSync(folder, { recursive: true, force: true });
}

void main();
