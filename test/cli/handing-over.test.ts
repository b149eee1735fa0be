import { execFile } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';
import { repoRoot } from '../support/source-tree.js';
import { createQuickProject, type QuickProject } from './quick-project.js';

let project: QuickProject;
let another: string;
beforeAll(async () => {
  project = await createQuickProject();
  another = `${project.folder}-another`;
  cpSync(project.folder, another, { recursive: true });
  const run = await cli('run', 'recipe.yaml');
  expect([run.code, run.stderr]).toEqual([0, '']);
});
afterAll(() => {
  project.remove();
  rmSync(another, { recursive: true, force: true });
});

const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: project.folder });
const linesOf = (text: string): Record<string, unknown>[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

/** As a shell does it, with `limbeck` on the path. */
function shell(line: string): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const script = `set -o pipefail; limbeck() { '${process.execPath}' '${join(repoRoot, 'bin', 'limbeck.js')}' "$@"; }; ${line}`;
  return new Promise((resolve) => {
    execFile(
      'bash',
      ['-c', script],
      { cwd: project.folder, env: { ...process.env, NO_COLOR: '1' } },
      (error, stdout, stderr) => resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

test('rows are paged with what the teacher was asked, and lead back to the data file', async () => {
  const page = await cli('records', 'quick-1/read', '--rows', '2', '--from', '149', '--answers');
  expect([page.code, page.stderr]).toEqual([0, 'Rows 149 to 150 of 150 of "read".\n']);
  const [{ row, calls }] = linesOf(page.stdout) as [
    {
      row: { id: string; prompt: string; completion: string };
      calls: { key: string; messages: { content: string }[]; answer: { text: string; step: string } }[];
    },
  ];
  expect(calls).toHaveLength(1);
  expect(calls[0]!.messages[0]!.content).toContain(row.prompt);
  expect(calls[0]!.answer).toMatchObject({ text: row.completion, step: 'read', run: 'quick-1' });

  const trace = await cli('trace', `quick-1/read/${row.id.slice(0, 10)}`, '--json');
  const { lineage, models } = JSON.parse(trace.stdout) as {
    lineage: { name: string; calls: { key: string }[]; source?: unknown }[];
    models: unknown[];
  };
  expect(lineage.map(({ name }) => name)).toEqual(['read', 'seeds']);
  expect(lineage[0]!.calls.map(({ key }) => key)).toEqual([calls[0]!.key]);
  expect(lineage[1]!.source).toEqual({ file: 'seeds.jsonl', row: 149, license: 'CC0-1.0' });
  expect(models).toMatchObject([{ name: 'teacher', training_on_output: 'allowed' }]);

  // A reader that goes away is no fault, and what is left is said apart from the rows.
  const piped = await shell('limbeck records quick-1/held-out --rows all | head -n 1');
  expect([piped.code, linesOf(piped.stdout)[0]?.['parents'], piped.stderr]).toEqual([0, [], '']);
  const wrong = await cli('records', 'quick-1/reed');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean "read"?')]);
});

test('the examples of the help run as they stand, once run and steps are ours', async () => {
  const [first] = linesOf((await cli('records', 'quick-1/read', '--rows', '1')).stdout);
  const examples: string[] = [];
  for (const command of ['records', 'trace', 'export', 'ledger']) {
    const help = await cli(command, '--help');
    const shown = help.stdout.slice(help.stdout.indexOf('\nExamples:\n')).split('\n').slice(2);
    examples.push(...shown.map((line) => line.trim()).filter((line) => line !== '' && !/tune|import/.test(line)));
  }
  expect(examples.length).toBeGreaterThanOrEqual(10);
  for (const example of examples) {
    const line = example
      .replaceAll(/contract-terms-1\/\w+/g, 'quick-1/read')
      .replaceAll('contract-terms-1', 'quick-1')
      .replaceAll('3f9a0c41d2b8', String(first?.['id']));
    expect([line, await shell(line)]).toEqual([line, expect.objectContaining({ code: 0 })]);
  }
  expect(linesOf(readFileSync(join(project.folder, 'rows.jsonl'), 'utf8'))).toHaveLength(150);
  const [exported] = linesOf(readFileSync(join(project.folder, 'rows', 'data', 'train.jsonl'), 'utf8'));
  expect(exported).toEqual({
    ...first,
    limbeck_step: 'read',
    limbeck_response_keys: [expect.stringMatching(/^[0-9a-f]{64}$/)],
  });
});

test('a project that imports the answers of another runs without a teacher and pays nothing', async () => {
  const file = join(project.folder, 'all.gz');
  expect((await cli('ledger', 'export', file, '--run', 'quick-1')).stdout).toMatch(/^450 answers written to /);
  const there = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: another });
  const empty = await there('ledger', 'stats');
  expect([empty.code, empty.stderr]).toEqual([2, expect.stringContaining('error[no-answers]')]);
  expect((await there('ledger', 'import', file)).stdout).toBe(
    '450 new, 0 known, 0 with another answer here, 0 refused.\n',
  );

  // Nobody serves the teacher there: a call would wait for ever.
  const binding = join(another, 'limbeck.yaml');
  writeFileSync(binding, readFileSync(binding, 'utf8').replace('        offline_teacher: contract-terms\n', ''));
  const run = await there('run', 'recipe.yaml');
  expect([run.code, run.stderr]).toEqual([0, '']);
  expect(run.stdout).toMatch(/^quick-1: done {2}0 calls {2}450 reused$/m);
  const stats = JSON.parse((await there('ledger', 'stats', '--json')).stdout) as object;
  expect(stats).toMatchObject({ answers: 450, imported: 450, cost_nanousd: 0, unpriced: 0 });
  expect((await there('ledger', 'verify')).stdout).toBe('450 answers, all whole.\n');
  const again = await there('ledger', 'export', join(another, 'again.gz'));
  expect(again.code).toBe(0);
  expect(readFileSync(join(another, 'again.gz')).equals(readFileSync(file))).toBe(true);
});
