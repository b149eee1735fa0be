import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileRecipe } from '../../src/plan/compile-recipe.js';
import { workerCatalog } from '../../src/worker/start-worker.js';
import { median } from '../median.js';
import { putKnownAnswers } from '../scale/known-answers.js';
import { writeScaleProject } from '../scale/scale-project.js';

/**
 * Wall time of the commands that look at a project with a large finished run, and of resuming it, beside `node -e 0`, in
 * turns. None of them but those that read the data file (`validate`, `plan`) may grow with the rows.
 * `npm run build && node -r ./test/support/register-ts.cjs bench/startup/finished-run.ts [rows ...]`
 */
const limbeck = join(__dirname, '..', '..', 'bin', 'limbeck.js');
const ROUNDS = 5;
const COMMANDS: Readonly<Record<string, readonly string[]>> = {
  'node -e 0': ['-e', '0'],
  'limbeck validate': [limbeck, 'validate', 'recipe.yaml'],
  'limbeck plan': [limbeck, 'plan', 'recipe.yaml'],
  'limbeck status': [limbeck, 'status'],
  'limbeck status RUN': [limbeck, 'status', 'big'],
  'limbeck show RUN': [limbeck, 'show', 'big'],
  'limbeck report RUN': [limbeck, 'report', 'big'],
  'limbeck resume RUN': [limbeck, 'resume', 'big'],
  'limbeck run, all reused': [limbeck, 'run', 'recipe.yaml', '--yes'],
};

async function main(sizes: readonly number[]): Promise<void> {
  for (const rows of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'limbeck-bench-'));
    try {
      await writeScaleProject(folder, rows);
      const { plan } = await compileRecipe({ recipeFile: join(folder, 'recipe.yaml'), catalog: workerCatalog });
      await putKnownAnswers(folder, plan);
      run([limbeck, 'run', 'recipe.yaml', '--yes', '--name', 'big'], folder);
      measure(folder, rows);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function measure(folder: string, rows: number): void {
  const times = new Map<string, number[]>(Object.keys(COMMANDS).map((name) => [name, []]));
  // The first round only warms the disk's cache.
  for (let round = 0; round <= ROUNDS; round++)
    for (const [name, args] of Object.entries(COMMANDS)) {
      const start = performance.now();
      run(args, folder);
      if (round > 0) times.get(name)!.push(performance.now() - start);
    }
  process.stdout.write(`A finished run of ${rows} rows, medians of ${ROUNDS}:\n`);
  for (const [name, all] of times) process.stdout.write(`  ${name.padEnd(26)} ${median(all).toFixed(0)} ms\n`);
}

function run(args: readonly string[], cwd: string): void {
  const { status, stderr, stdout } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${String(status)}: ${stdout}${stderr}`);
}

const given = process.argv.slice(2).map(Number);
void main(given.length > 0 ? given : [10_000, 100_000]);
