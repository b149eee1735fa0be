import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { limbeck, startLimbeck } from '../../test/support/limbeck-cli.js';
import { descendantsOf } from '../../test/support/process-tree.js';
import { processCpu } from '../support/process-cpu.js';
import { median } from '../median.js';
import { startEchoProcess } from '../support/echo-process.js';
import { writeLabelProject } from './label-project.js';
import type { Load } from './load.js';
import { startRawProcess } from './raw-process.js';

/**
 * Calls a second of one label step by the number of worker processes that share it, beside one raw client, in turns. Every
 * worker is `limbeck worker` (the first one `limbeck up`'s); they split the endpoint's concurrency between them.
 * `npm run build && node --max-semi-space-size=64 -r ./test/support/register-ts.cjs bench/elicit/several-workers.ts [rows] [rounds] [latency] [concurrency] [workers,...]`
 */
const [rows = '40000', rounds = '3', latency = '0', concurrency = '64', counts = '1,2'] = process.argv.slice(2);

async function main(): Promise<void> {
  const teacher = await startEchoProcess(Number(latency));
  const load: Load = { baseUrl: teacher.baseUrl, rows: Number(rows), concurrency: Number(concurrency) };
  const workers = counts.split(',').map(Number);
  const raw = startRawProcess();
  const raws: number[] = [];
  const paces = workers.map((): number[] => []);
  await raw.measure({ ...load, rows: 2_000 });
  for (let round = 0; round < Number(rounds); round++) {
    raws.push((await raw.measure(load)).callsPerSecond);
    for (const [at, count] of workers.entries()) paces[at]!.push(await callsPerSecond(load, count));
  }
  await raw.close();
  await teacher.close();
  console.log(`latency ${latency} ms, ${concurrency} at once, ${rows} rows, medians of ${rounds}`);
  console.log(`  raw client   ${median(raws).toFixed(0)}/s`);
  for (const [at, count] of workers.entries()) {
    const pace = median(paces[at]!);
    console.log(`  ${count} worker(s)  ${pace.toFixed(0)}/s, ${(pace / median(raws)).toFixed(2)} of raw`);
  }
}

async function callsPerSecond(load: Load, workers: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
  writeLabelProject(folder, load);
  const up = startLimbeck(['up', '--foreground'], { cwd: folder });
  await up.saw(/^up$/m);
  const others = Array.from({ length: workers - 1 }, () => startLimbeck(['worker'], { cwd: folder }));
  try {
    await Promise.all(others.map((other) => other.saw(/Serving /)));
    const all = [...descendantsOf(up.process.pid!), ...others.flatMap((o) => [{ pid: o.process.pid!, command: 'worker' }])];
    const before = all.map(({ pid }) => processCpu(pid));
    const { code, stdout, stderr } = await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'bench'], { cwd: folder });
    if (code !== 0) throw new Error(`${stdout}\n${stderr}`);
    for (const [at, { pid, command }] of all.entries()) console.log(`   ${((processCpu(pid) - before[at]!) / load.rows).toFixed(0)} us ${command.slice(0, 90)}`);
    const events = await createFileRunStore({ folder: join(folder, '.limbeck') }).events('bench');
    const at = (type: string): number =>
      Date.parse(events.find((event) => event.type === type && 'step' in event && event.step === 'read')!.at);
    return load.rows / ((at('step-finished') - at('step-started')) / 1_000);
  } finally {
    for (const { process: child } of [...others, up]) child.kill('SIGTERM');
    await Promise.all([...others, up].map(({ result }) => result));
    rmSync(folder, { recursive: true, force: true });
  }
}

void main();
