import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { openWorkerDeps, workerCatalog } from '../../src/worker/start-worker.js';
import { startTemporalServer, type TemporalServer } from '../../test/support/temporal-server.js';
import { startRun, startTestWorker } from '../../test/support/workflow-world.js';
import { median } from '../median.js';
import { startEchoProcess } from '../support/echo-process.js';
import { measureRawCalls, type CallPace } from './raw-calls.js';

/**
 * A whole elicit/label step (Temporal, chunks, ledger, artifacts, sealing) beside the raw pooled client, in calls per second.
 * `node -r ./test/support/register-ts.cjs bench/elicit/label-step.ts [rows] [rounds] [concurrency] [latency ms ...]`
 */
const [rows = 20_000, rounds = 3, concurrency = 64, ...latencies] = process.argv.slice(2).map(Number);
const prompts = Array.from(
  { length: rows },
  (_, at) => `Clause ${at}. ${'The parties agree that the term is renewed. '.repeat(16)}`,
);

async function main(): Promise<void> {
  const temporal = await startTemporalServer({ durable: true });
  try {
    for (const latency of latencies.length > 0 ? latencies : [0, 50]) await measureAt(latency, temporal);
  } finally {
    await temporal.stop();
  }
}

async function measureAt(latencyMs: number, temporal: TemporalServer): Promise<void> {
  const teacher = await startEchoProcess(latencyMs);
  const { baseUrl } = teacher;
  const [raw, step]: [CallPace[], CallPace[]] = [[], []];
  try {
    await measureRawCalls({ baseUrl, prompts: prompts.slice(0, 2000), concurrency });
    for (let round = 0; round < rounds; round++) {
      raw.push(await measureRawCalls({ baseUrl, prompts, concurrency }));
      step.push(await measureStep(baseUrl, temporal));
      say(`  round ${round + 1}: raw ${show(raw.at(-1)!)}; step ${show(step.at(-1)!)}`);
    }
  } finally {
    await teacher.close();
  }
  const ratio = (of: (pace: CallPace) => number) => (median(step.map(of)) / median(raw.map(of))).toFixed(2);
  const pace = ratio(({ callsPerSecond }) => callsPerSecond);
  const cpu = ratio(({ cpuPerCall }) => cpuPerCall);
  say(
    `latency ${latencyMs} ms, ${concurrency} at once, ${rows} rows: step / raw = ${pace} in calls/s, ${cpu} in CPU a call`,
  );
}

function show({ callsPerSecond, cpuPerCall }: CallPace): string {
  return `${callsPerSecond.toFixed(0)}/s with ${cpuPerCall.toFixed(0)} us of CPU a call`;
}

/** A project of its own for each round: an empty ledger, so that every row is a call. */
async function measureStep(baseUrl: string, temporal: TemporalServer): Promise<CallPace> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
  writeProject(folder, baseUrl);
  const { plan, recipeText } = await compileRecipe({ recipeFile: join(folder, 'recipe.yaml'), catalog: workerCatalog });
  const opened = await openWorkerDeps(folder);
  const { deps } = opened;
  const run = `bench-${folder.slice(-6).toLowerCase()}`;
  await deps.runs.create(run, plan, recipeText);
  const worker = await startTestWorker(temporal, deps, run, ['teacher']);
  const cpu = process.cpuUsage();
  await (await startRun(temporal, { run, queuePrefix: run })).result();
  const { user, system } = process.cpuUsage(cpu);
  const events = await deps.runs.events(run);
  const started = events.find((event) => event.type === 'step-started' && event.step === 'read');
  const finished = events.find((event) => event.type === 'step-finished' && event.step === 'read');
  if (finished?.type !== 'step-finished' || !started || finished.spend.calls !== rows)
    throw new Error(`The step did not make ${rows} calls: ${JSON.stringify(finished)}`);
  await worker.stop();
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
  const seconds = (Date.parse(finished.at) - Date.parse(started.at)) / 1000;
  return { callsPerSecond: rows / seconds, cpuPerCall: (user + system) / rows };
}

function writeProject(folder: string, baseUrl: string): void {
  writeFileSync(join(folder, 'clauses.jsonl'), prompts.map((prompt) => `${JSON.stringify({ prompt })}\n`).join(''));
  writeFileSync(
    join(folder, 'limbeck.yaml'),
    `limbeck: 1
profiles:
  default:
    models:
      teacher:
        provider: openai
        base_url: ${baseUrl}
        model: bench
        access: [chat]
        limits: { concurrency: ${concurrency} }
        price: { input_usd_per_million: 0, output_usd_per_million: 0 }
        terms: { training_on_output: allowed }
`,
  );
  writeFileSync(
    join(folder, 'recipe.yaml'),
    `limbeck: 1
name: bench-elicit
version: 0.1.0
description: One call a row, nothing else.
skill: natural-language-understanding
role: capability-transfer
license: Apache-2.0
models:
  teacher: { needs: [chat] }
data:
  clauses: { file: clauses.jsonl, kind: prompt, license: CC0-1.0 }
budget: { calls: ${rows * 2} }
steps:
  - { id: read, use: elicit/label, from: clauses, with: { model: teacher, temperature: 0 } }
`,
  );
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

void main();
