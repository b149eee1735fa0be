import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import { openLmdbLedger } from '../../src/ledger/lmdb/open-lmdb-ledger.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { smallPlan, type SmallStep } from '../../test/support/small-plan.js';
import { startTemporalServer, type TemporalServer } from '../../test/support/temporal-server.js';
import { numberedRows, startRun, startTestWorker, testDeps } from '../../test/support/workflow-world.js';
import { median } from '../median.js';

/**
 * What durable execution costs, on a Temporal server as the product embeds it (SQLite, WAL, synchronous): a chunk of a map
 * step, by the chunk's size, and a whole step. The methods do nothing, so that all of it is the engine and our stores.
 * `node -r ./test/support/register-ts.cjs bench/overhead/overhead.ts [rows] [rounds]`
 */
const CHUNK_ROWS = [50, 100, 200, 500, 1_000, 2_000, 5_000] as const;
const STEPS = 10;

interface Bench {
  readonly server: TemporalServer;
  readonly rounds: number;
}

async function main(rows: number, rounds: number): Promise<void> {
  const bench: Bench = { server: await startTemporalServer({ durable: true }), rounds };
  try {
    await perChunk(bench, rows);
    await perStep(bench);
  } finally {
    await bench.server.stop();
  }
}

async function perChunk(bench: Bench, rows: number): Promise<void> {
  say(`${rows} rows through a map step of a method that does nothing, 8 chunks at once, medians of ${bench.rounds}:`);
  say('| rows a chunk | chunks | step | events a million rows |');
  say('| --- | --- | --- | --- |');
  const points: Point[] = [];
  for (const chunkRows of CHUNK_ROWS) {
    const chunks = Math.ceil(rows / chunkRows);
    const { seconds, events } = await stepSeconds(bench, rows, chunkRows);
    points.push({ chunks, seconds });
    const perMillion = Math.round((events / rows) * 1e6).toLocaleString('en');
    say(`| ${chunkRows} | ${chunks} | ${seconds.toFixed(2)} s | ${perMillion} |`);
  }
  const { perChunkMs, rest } = fitLine(points);
  say(
    `a chunk more takes ${perChunkMs.toFixed(1)} ms (least squares); a row ${((rest / rows) * 1e6).toFixed(0)} us beside it`,
  );
}

interface Point {
  readonly chunks: number;
  readonly seconds: number;
}

/** Seconds as a line over the number of chunks. */
function fitLine(points: readonly Point[]): { readonly perChunkMs: number; readonly rest: number } {
  const mean = (of: (point: Point) => number): number =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [x, y] = [mean(({ chunks }) => chunks), mean(({ seconds }) => seconds)];
  const slope = mean(({ chunks, seconds }) => (chunks - x) * (seconds - y)) / mean(({ chunks }) => (chunks - x) ** 2);
  return { perChunkMs: slope * 1_000, rest: y - slope * x };
}

async function stepSeconds(
  bench: Bench,
  rows: number,
  chunkRows: number,
): Promise<{ readonly seconds: number; readonly events: number }> {
  const step: SmallStep = {
    id: 'loud',
    use: 'refine/shout',
    shape: 'map',
    from: { rows: 'seeds' },
    chunkRows,
    window: 8,
  };
  const measured = await runs(bench, smallPlan({ data: { seeds: rows }, steps: [step] }));
  return {
    seconds: median(measured.map(({ steps }) => steps)),
    events: median(measured.map(({ events }) => events)),
  };
}

/** Steps one after another over ten rows: what a step costs whatever is in it. */
async function perStep(bench: Bench): Promise<void> {
  for (const shape of ['map', 'reduce'] as const) {
    const chain = (length: number): Plan =>
      smallPlan({
        data: { seeds: 10 },
        steps: Array.from({ length }, (_, at) => ({
          id: `s${at}`,
          use: shape === 'map' ? 'refine/shout' : 'refine/unique',
          shape,
          from: { rows: at === 0 ? 'seeds' : `s${at - 1}` },
        })),
      });
    const one = median((await runs(bench, chain(1))).map(({ steps }) => steps));
    const many = median((await runs(bench, chain(STEPS + 1))).map(({ steps }) => steps));
    say(`a ${shape} step of one activity: ${(((many - one) / STEPS) * 1_000).toFixed(0)} ms, whatever is in it`);
  }
}

interface Measured {
  /** From the first step's start to the last one's end, in seconds. */
  readonly steps: number;
  /** Of all workflow runs. */
  readonly events: number;
}

let number = 0;

async function runs({ server, rounds }: Bench, plan: Plan): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = `bench-${++number}`;
    const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
    const store = createFileRunStore({ folder });
    const ledger = await openLmdbLedger({ folder });
    await store.create(run, plan, '');
    const text = 'a clause of some length, as contracts have them. '.repeat(20);
    const deps = testDeps({
      artifacts: createFileArtifactStore({ folder }),
      runs: store,
      ledger,
      readData: numberedRows(plan, (index) => `${index} ${text}`),
    });
    const worker = await startTestWorker(server, deps, run);
    await (await startRun(server, { run, queuePrefix: run })).result();
    const events = await store.events(run);
    const times = (type: string): number[] => events.filter((e) => e.type === type).map(({ at }) => Date.parse(at));
    measured.push({
      steps: (Math.max(...times('step-finished')) - Math.min(...times('step-started'))) / 1_000,
      events: await historyEvents(server, run),
    });
    await worker.stop();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return measured;
}

async function historyEvents(server: TemporalServer, run: string): Promise<number> {
  let events = 0;
  for await (const { workflowId, historyLength } of server.client.workflow.list())
    if (workflowId === run || workflowId.startsWith(`${run}/`)) events += historyLength ?? 0;
  return events;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main(Number(process.argv[2] ?? 20_000), Number(process.argv[3] ?? 3));
