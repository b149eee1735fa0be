import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { limbeck, type CliResult } from '../support/limbeck-cli.js';
import { teacherAnswers } from '../../src/cli/home/offline-teacher.js';
import { createQuickProject, type QuickProject } from './quick-project.js';

let project: QuickProject;
beforeEach(async () => {
  project = await createQuickProject();
});
afterEach(() => project.remove());

const preview = (...args: string[]): Promise<CliResult> =>
  limbeck(['preview', 'recipe.yaml', ...args], { cwd: project.folder });

interface Shown {
  readonly row: { readonly prompt: string; readonly completion: string };
  readonly calls: readonly {
    readonly messages: readonly { readonly content: string }[];
    readonly answer: { readonly run: string; readonly text: string };
  }[];
}

const linesOf = ({ stdout }: CliResult): Shown[] =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Shown);

test('a few rows go through a step and what it needs; answers stay, nothing else does', async () => {
  const first = await preview('read', '--rows', '2', '--json');
  expect([first.code, linesOf(first).length]).toEqual([0, 2]);
  const [shown] = linesOf(first);
  expect(JSON.parse(shown!.row.completion)).toHaveProperty('months');
  expect(shown!.calls).toHaveLength(1);
  expect(shown!.calls[0]!.messages[0]!.content).toContain(shown!.row.prompt);
  expect(shown!.calls[0]!.answer).toMatchObject({ run: 'preview', text: shown!.row.completion });
  const left = readdirSync(join(project.folder, '.limbeck'), { recursive: true }).map(String);
  expect(left.filter((path) => !/^(ledger|logs|endpoints\/\w+)(\/|$)/.test(path)).toSorted()).toEqual([
    'claims',
    'endpoints',
  ]);
  expect(await teacherAnswers(project.teacherUrl)).toBe(false);

  const stats = await limbeck(['ledger', 'stats', '--json'], { cwd: project.folder });
  const again = await preview('read', '--rows', '2', '--json');
  expect(again.stdout).toBe(first.stdout);
  expect((await limbeck(['ledger', 'stats', '--json'], { cwd: project.folder })).stdout).toBe(stats.stdout);
});

test('a measure step shows each prediction, held-out rows cut to the number as well', async () => {
  const { code, stdout } = await preview('score', '--rows', '2', '--json');
  expect([code, stdout.trim().split('\n').length]).toEqual([0, 2]);
  expect(JSON.parse(stdout.split('\n')[0]!)).toMatchObject({ row: { correct: expect.any(Boolean) } });
});

test('a step that is not there, or a number that is none, is answered before anything starts', async () => {
  const unknown = await preview('raed');
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Did you mean "read"?')]);
  const rows = await preview('read', '--rows', 'many');
  expect([rows.code, rows.stderr]).toEqual([2, expect.stringContaining('--rows')]);
  expect(readdirSync(project.folder)).not.toContain('.limbeck');
});
