import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Records what a version of Limbeck leaves behind: a run that is done, and one that its budget stopped half way.
 *   node -r ./test/support/register-ts.cjs test/compatibility/record-project.ts CHECKOUT
 * CHECKOUT is a built checkout of that version. What is recorded is never recorded again: it is of that version for good.
 */
const checkout = resolve(process.argv[2] ?? '.');
const { version } = JSON.parse(readFileSync(join(checkout, 'package.json'), 'utf8')) as { version: string };
const name = `project-of-${version.replaceAll('.', '-')}`;
const BUDGET_OF_HALF = 'calls: 12';
/** The engine's database and what belongs to processes: a later version starts its own. */
const LEFT_OUT = ['.limbeck/engine', '.limbeck/logs', '.limbeck/endpoints', '.limbeck/claims', 'lock.mdb'];

const output = (command: string, args: readonly string[], cwd: string): string => {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}${stderr}`);
  return stdout;
};

function run(folder: string, recipe: string, expected: number): void {
  const args = [join(checkout, 'bin', 'limbeck.js'), 'run', recipe, '--yes'];
  const { status, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  if (status !== expected) throw new Error(`run ${recipe} ended with ${status}, not ${expected}:\n${stderr}`);
}

interface Finished {
  readonly type: string;
  readonly step: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly spend: { readonly calls: number };
}

function finished(folder: string, runName: string): Finished[] {
  const text = readFileSync(join(folder, '.limbeck', 'runs', runName, 'events.jsonl'), 'utf8').trim();
  const events = text.split('\n').map((line) => JSON.parse(line) as Finished);
  return events.filter(({ type }) => type === 'step-finished');
}

const work = mkdtempSync(join(tmpdir(), 'limbeck-record-'));
const [kept, undisturbed] = ['kept', 'undisturbed'].map((to) => {
  cpSync(join(__dirname, 'project'), join(work, to), { recursive: true });
  return join(work, to);
}) as [string, string];
run(kept, 'recipe.yaml', 0);
run(kept, 'half.yaml', 4);

// The second recipe once more in a project of its own, where nothing stops it: what a resumed run must come to.
const half = join(undisturbed, 'half.yaml');
writeFileSync(half, readFileSync(half, 'utf8').replace(BUDGET_OF_HALF, 'calls: 1000'));
run(undisturbed, 'half.yaml', 0);
const steps = finished(undisturbed, 'half-1');

output('tar', ['-czf', join(__dirname, `${name}.tar.gz`), ...LEFT_OUT.map((part) => `--exclude=${part}`), '.'], kept);
const facts = {
  version,
  commit: output('git', ['rev-parse', 'HEAD'], checkout).trim(),
  undisturbed: {
    calls: steps.reduce((sum, { spend }) => sum + spend.calls, 0),
    outputs: Object.fromEntries(steps.map(({ step, outputs }) => [step, outputs])),
  },
};
writeFileSync(join(__dirname, `${name}.json`), `${JSON.stringify(facts, null, 2)}\n`);
rmSync(work, { recursive: true });
