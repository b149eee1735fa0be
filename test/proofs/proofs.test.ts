import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { repoRoot } from '../support/source-tree.js';
import { loadProof, proofNames } from './list-proofs.js';
import { commitOf, renderResult } from './record-result.js';

const started = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(
    process.execPath,
    ['-r', join(repoRoot, 'test/support/register-ts.cjs'), join(repoRoot, 'test/proofs/run-proof.ts'), ...args],
    { encoding: 'utf8' },
  );

test('every proof says in a sentence what holds', async () => {
  for (const name of proofNames()) expect((await loadProof(name)).about).toMatch(/^[A-Z].*\.$/);
});

test('without a name the proofs are listed, and a name that is none is refused with those that are', () => {
  const listed = started();
  expect(listed.status).toBe(0);
  for (const name of proofNames()) expect(listed.stdout).toContain(`\n  ${name} `);
  expect(started('nothing')).toMatchObject({
    status: 1,
    stderr: `error: There is no proof "nothing"; there are ${proofNames().join(', ')}.\n`,
  });
});

test('a result says whether it held, when, of which commit, on what machine, and how to repeat it', () => {
  const proof = { about: 'Nothing is lost.', run: () => Promise.resolve({ held: true, figures: '' }) };
  const at = {
    date: '2026-12-01',
    commit: 'abc1234',
    machine: '2 cores',
    load: 1.25,
    seconds: 83,
    args: ['--seed', '4'],
  };
  expect(renderResult('losses', proof, { held: true, figures: '| a |\n' }, at)).toBe(
    '# losses\n\nNothing is lost.\n\n**Held**, 2026-12-01, commit abc1234, 1 min 23 s. 2 cores; load 1.3 when it began.\n\n' +
      '```\nnpm run prove -- losses --seed 4\n```\n\n| a |\n',
  );
  expect(renderResult('losses', proof, { held: false, figures: '' }, at)).toContain('**Did not hold**, 2026-12-01');
});

test('a commit with other files than its own is not passed off as the commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'proof-'));
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example', ...args], {
      cwd: folder,
      encoding: 'utf8',
    });
  git('init', '-q');
  writeFileSync(join(folder, 'a'), '1');
  git('add', 'a');
  git('commit', '-q', '-m', 'one');
  expect(commitOf(folder)).toMatch(/^[0-9a-f]{7,}$/);
  mkdirSync(join(folder, 'docs', 'results'), { recursive: true });
  writeFileSync(join(folder, 'docs', 'results', 'a.md'), 'a result');
  expect(commitOf(folder)).toMatch(/^[0-9a-f]{7,}$/);
  writeFileSync(join(folder, 'b'), '1');
  expect(commitOf(folder)).toMatch(/^[0-9a-f]{7,} with changes that are not committed$/);
});
