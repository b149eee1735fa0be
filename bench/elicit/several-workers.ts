import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workerLog } from '../../src/cli/home/worker-specs.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { limbeck, startLimbeck } from '../../test/support/limbeck-cli.js';
import { descendantsOf } from '../../test/support/process-tree.js';
import { servedQueues } from '../../test/support/served-queues.js';
import { median } from '../median.js';
import { startEchoProcess } from '../support/echo-process.js';
import { processCpu } from '../support/process-cpu.js';
import { writeLabelProject } from './label-project.js';
import type { Load } from './load.js';
import { startRawProcess } from './raw-process.js';

/**
 * Calls a second of one label step by the number of workers that `limbeck up --workers` starts, beside one raw client, in
 * turns; with their processor time a call, which tells whether more would bring more where there are cores for them.
 * `npm run build && node --max-semi-space-size=64 -r ./test/support/register-ts.cjs bench/elicit/several-workers.ts [rows] [rounds] [latency] [concurrency] [workers,...]`
 */
const [rows = '40000', rounds = '3', latency = '0', concurrency = '64', counts = '1,2'] = process.argv.slice(2);

interface SharedPace {
  readonly callsPerSecond: number;
  /** Processor time of all workers together, microseconds. */
  readonly cpuPerCall: number;
}

async function main(): Promise<void> {
  const teacher = await startEchoProcess(Number(latency));
  const load: Load = { baseUrl: teacher.baseUrl, rows: Number(rows), concurrency: Number(concurrency) };
  const workers = counts.split(',').map(Number);
  const raw = startRawProcess();
  const raws: number[] = [];
  const paces = workers.map((): SharedPace[] => []);
  await raw.measure({ ...load, rows: 2_000 });
  for (let round = 0; round < Number(rounds); round++) {
    raws.push((await raw.measure(load)).callsPerSecond);
    for (const [at, count] of workers.entries()) paces[at]!.push(await measure(load, count));
  }
  await raw.close();
  await teacher.close();
  console.log(`latency ${latency} ms, ${concurrency} at once, ${rows} rows, medians of ${rounds}`);
  console.log(`  raw client   ${median(raws).toFixed(0)}/s`);
  for (const [at, count] of workers.entries()) {
    const pace = median(paces[at]!.map(({ callsPerSecond }) => callsPerSecond));
    const cpu = median(paces[at]!.map(({ cpuPerCall }) => cpuPerCall));
    const ratio = (pace / median(raws)).toFixed(2);
    console.log(`  ${count} worker(s)  ${pace.toFixed(0)}/s, ${ratio} of raw, ${cpu.toFixed(0)} us of CPU a call`);
  }
}

async function measure(load: Load, count: number): Promise<SharedPace> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
  writeLabelProject(folder, load);
  const up = startLimbeck(['up', '--foreground', '--workers', String(count)], { cwd: folder });
  await up.saw(/^up$/m);
  try {
    await Promise.all(Array.from({ length: count }, (_, at) => servedQueues(folder, workerLog(at))));
    const workers = descendantsOf(up.process.pid!).filter(({ command }) => command.includes('limbeck.js worker'));
    // Other requests for the same rows: workers of long runs have their code compiled.
    const recipe = readFileSync(join(folder, 'recipe.yaml'), 'utf8');
    writeFileSync(join(folder, 'warm-up.yaml'), recipe.replace('temperature: 0', 'temperature: 1'));
    await runRecipe(folder, 'warm-up');
    const cpu = (): number => workers.reduce((sum, { pid }) => sum + processCpu(pid), 0);
    const before = cpu();
    await runRecipe(folder, 'recipe');
    const cpuPerCall = (cpu() - before) / load.rows;
    const events = await createFileRunStore({ folder: join(folder, '.limbeck') }).events('recipe');
    const at = (type: string): number =>
      Date.parse(events.find((event) => event.type === type && 'step' in event && event.step === 'read')!.at);
    return { callsPerSecond: load.rows / ((at('step-finished') - at('step-started')) / 1_000), cpuPerCall };
  } finally {
    up.process.kill('SIGTERM');
    await up.result;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runRecipe(folder: string, name: string): Promise<void> {
  const { code, stdout, stderr } = await limbeck(['run', `${name}.yaml`, '--yes', '--name', name], { cwd: folder });
  if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
}

void main();
