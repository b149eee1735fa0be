import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { workerCatalog } from '../../src/worker/start-worker.js';
import { limbeck, startLimbeck } from '../../test/support/limbeck-cli.js';
import { descendant } from '../../test/support/process-tree.js';
import { historiesOf } from '../support/longest-history.js';
import { watchMemory } from '../support/process-memory.js';
import { putKnownAnswers } from './known-answers.js';
import { writeScaleProject } from './scale-project.js';

/**
 * Time per row, peak memory of the worker and length of histories for label (all answers known), dedup-minhash,
 * decontaminate and split, through the real command line, for each size.
 * `npm run build && node -r ./test/support/register-ts.cjs bench/scale/scale.ts [rows ...]`
 */
const STEPS = ['read', 'keep', 'clean', 'parts'] as const;
const WORKER = /limbeck\.js worker/;

async function main(sizes: readonly number[]): Promise<void> {
  say(
    '| rows | label | dedup-minhash | decontaminate | split | whole run | worker, peak | resume when finished | longest history |',
  );
  say('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const rows of sizes) await measure(rows);
}

async function measure(rows: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
  await writeScaleProject(folder, rows);
  const { plan } = await compileRecipe({ recipeFile: join(folder, 'recipe.yaml'), catalog: workerCatalog });
  await putKnownAnswers(folder, plan);
  const up = startLimbeck(['up', '--foreground'], { cwd: folder });
  try {
    await up.saw(/^up$/m);
    const memory = watchMemory(descendant(up.process.pid!, WORKER).pid);
    const whole = await timed(['run', 'recipe.yaml', '--yes', '--name', 'scale'], folder);
    const peak = memory.stop();
    const events = await createFileRunStore({ folder: join(folder, '.limbeck') }).events('scale');
    checkCounts(events, rows);
    const resumed = await timed(['resume', 'scale'], folder);
    const again = await timed(['run', 'recipe.yaml', '--yes', '--name', 'again'], folder);
    const histories = await historiesOf(folder);
    const each = STEPS.map((step) => `${((secondsOf(events, step) / rows) * 1e6).toFixed(0)} us a row`);
    say(
      `| ${rows.toLocaleString('en')} | ${each.join(' | ')} | ${whole.toFixed(1)} s | ${peak.own} MB (${peak.resident} with mapped files) | ` +
        `${resumed.toFixed(1)} s | ${again.toFixed(1)} s | ${histories.longest} events (${histories.runs} workflow runs) |`,
    );
  } finally {
    up.process.kill('SIGTERM');
    await up.result;
    rmSync(folder, { recursive: true, force: true });
  }
}

async function timed(args: readonly string[], folder: string): Promise<number> {
  const began = performance.now();
  const { code, stdout, stderr } = await limbeck(args, { cwd: folder });
  if (code !== 0) throw new Error(`limbeck ${args.join(' ')} ended with ${String(code)}\n${stdout}\n${stderr}`);
  return (performance.now() - began) / 1_000;
}

function secondsOf(events: readonly RunEvent[], step: string): number {
  const at = (type: 'step-started' | 'step-finished'): number =>
    Date.parse(events.find((event) => event.type === type && event.step === step)!.at);
  return (at('step-finished') - at('step-started')) / 1_000;
}

/** Every answer known, something found by each step: otherwise the times tell nothing. */
function checkCounts(events: readonly RunEvent[], rows: number): void {
  for (const event of events) {
    if (event.type !== 'step-finished') continue;
    const { step, counts, spend } = event;
    const isFine =
      step === 'read'
        ? counts.out === rows && spend.calls === 0
        : step === 'parts'
          ? counts.rejected === 0
          : counts.rejected > 0;
    if (!isFine) throw new Error(`Step ${step} did not do what is measured: ${JSON.stringify({ counts, spend })}`);
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

const given = process.argv.slice(2).map(Number);
void main(given.length > 0 ? given : [10_000, 100_000, 1_000_000]);
