import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';

interface LintConfig {
  readonly rules: Readonly<Record<string, unknown>>;
  readonly overrides: readonly { readonly files: readonly string[] }[];
}

/** JSON with comments of whole lines. */
const config = JSON.parse(
  readFileSync(join(repoRoot, '.oxlintrc.json'), 'utf8').replaceAll(/^\s*\/\/.*$/gm, ''),
) as LintConfig;

test('every file that may have a function over fifty lines has one', () => {
  const rule = 'max-lines-per-function';
  const alone = { plugins: [], categories: {}, rules: { [rule]: config.rules[rule] } };
  const file = join(mkdtempSync(join(tmpdir(), 'lint-')), 'rule.json');
  writeFileSync(file, JSON.stringify(alone));
  const allowed = config.overrides[1]!.files;
  const { stdout } = spawnSync(
    join(repoRoot, 'node_modules', '.bin', 'oxlint'),
    ['-c', file, '-f', 'unix', ...allowed],
    { cwd: repoRoot, encoding: 'utf8' },
  );
  const long = new Set(stdout.split('\n').flatMap((line) => (line.includes(rule) ? [line.split(':')[0]!] : [])));
  expect([...long].toSorted()).toEqual(allowed.toSorted());
});
