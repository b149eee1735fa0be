import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Plan } from '../../schemas/generated/plan.js';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { unsealJson } from '../../src/files/sealed-json.js';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';
import { repoRoot } from '../support/source-tree.js';

const recorded = join(repoRoot, 'test', 'compatibility', 'project-of-0-1-0');
const facts = JSON.parse(readFileSync(`${recorded}.json`, 'utf8')) as {
  readonly undisturbed: { readonly calls: number; readonly outputs: Readonly<Record<string, unknown>> };
};
type StepFinished = Extract<RunEvent, { type: 'step-finished' }>;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'limbeck-0-1-0-'));
  const { status, stderr } = spawnSync('tar', ['-xzf', `${recorded}.tar.gz`, '-C', folder], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});
afterEach(async () => {
  await cli('down');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: folder });
const planOf = (run: string): Plan =>
  JSON.parse(readFileSync(join(folder, '.limbeck', 'runs', run, 'plan.json'), 'utf8')) as Plan;
const finished = (run: string): StepFinished[] =>
  readFileSync(join(folder, '.limbeck', 'runs', run, 'events.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => unsealJson(line, { required: true }) as RunEvent)
    .filter((event): event is StepFinished => event.type === 'step-finished');
const callsOf = (steps: readonly StepFinished[]): number => steps.reduce((sum, { spend }) => sum + spend.calls, 0);

/** Then nobody starts them, and a call would find nobody. Addresses are part of identity, so they stay. */
function withoutTeachers(): void {
  const file = join(folder, 'limbeck.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll(/^ +offline_teacher: .*\n/gm, ''));
}

test('a recipe of 0.1.0 is valid, and every step of its plan has the identity it had', async () => {
  const { code, stdout } = await cli('validate', 'recipe.yaml', 'half.yaml');
  expect([code, stdout]).toEqual([0, 'valid  recipe.yaml  27 steps\nvalid  half.yaml  5 steps\n']);
  for (const [recipe, run] of [
    ['recipe.yaml', 'kept-1'],
    ['half.yaml', 'half-1'],
  ] as const) {
    const planned = JSON.parse((await cli('plan', recipe, '--json')).stdout) as { plan: Plan };
    const identities = ({ steps }: Plan): object[] => steps.map(({ id, identity }) => ({ id, identity }));
    expect(identities(planned.plan)).toEqual(identities(planOf(run)));
  }
});

test('a run that 0.1.0 finished is made again of what is there: nobody is asked, and nothing is trained', async () => {
  withoutTeachers();
  const planned = JSON.parse((await cli('plan', 'recipe.yaml', '--json')).stdout) as {
    steps: { id: string; state: string; because?: string }[];
  };
  // Which round the loop keeps is known when it has run.
  expect(planned.steps.filter(({ state }) => state !== 'reused')).toEqual([
    expect.objectContaining({ id: 'score', because: 'after rounds.retune' }),
  ]);
  const { code, stdout } = await cli('run', 'recipe.yaml', '--yes');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^kept-2: done/m)]);
  const again = finished('kept-2');
  expect(again.filter(({ reused }) => !reused)).toEqual([]);
  expect([again.length, callsOf(again)]).toEqual([27, 0]);
  const outputs = (run: string): object =>
    Object.fromEntries(finished(run).map((event) => [event.step, [event.outputs, event.metrics]]));
  expect(outputs('kept-2')).toEqual(outputs('kept-1'));
});

test('a run that 0.1.0 left half way is resumed, pays for what was missing alone, and comes to the same bytes', async () => {
  const before = JSON.parse((await cli('ledger', 'stats', '--json')).stdout) as { answers: number };
  const { code, stdout } = await cli('resume', 'half-1', '--budget', 'calls=1000');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/^half-1: resumed \(attempt 2\)/m)]);
  const steps = finished('half-1');
  expect(Object.fromEntries(steps.map(({ step, outputs }) => [step, outputs]))).toEqual(facts.undisturbed.outputs);
  const after = JSON.parse((await cli('ledger', 'stats', '--json')).stdout) as { answers: number };
  expect(after.answers - before.answers).toBe(facts.undisturbed.calls - 12);
  expect(callsOf(steps)).toBe(facts.undisturbed.calls);
});

test('what a run of 0.1.0 left can be looked at: ledger, rows, lineage, report', async () => {
  const verified = await cli('ledger', 'verify');
  expect([verified.code, verified.stderr]).toEqual([0, '']);
  const rows = async (...args: string[]): Promise<Record<string, unknown>[]> =>
    (await cli('records', ...args)).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  const read = await rows('kept-1/read[t=0]', '--rows', 'all', '--answers');
  expect(read).toHaveLength(21);
  expect(JSON.stringify(read[0])).toContain('rule-based-contract-terms');
  const [clean] = await rows('kept-1/clean[t=0]');
  expect(await rows('kept-1/clean[t=0]', '--rejected')).toHaveLength(1);
  expect(await rows('kept-1/thin[t=0]', '--rejected')).toHaveLength(1);
  expect(await rows('kept-1/read[t=0]', '--failed')).toHaveLength(1);
  const traced = await cli('trace', `kept-1/clean[t=0]/${String(clean!['id'])}`);
  expect([traced.code, traced.stdout]).toEqual([0, expect.stringContaining('clauses.jsonl')]);
  const model = await cli('trace', 'kept-1/tune');
  expect([model.code, model.stdout]).toEqual([0, expect.stringContaining('lessons')]);
  const report = await cli('report', 'kept-1');
  expect([report.code, report.stdout]).toEqual([0, expect.stringContaining('run kept-1: done')]);
});
