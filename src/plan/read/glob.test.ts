import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeFiles } from '../../recipe/node-files.js';
import { findByPattern } from './glob.js';

const top = mkdtempSync(join(tmpdir(), 'limbeck-glob-'));
const project = join(top, 'project');
afterAll(() => rmSync(top, { recursive: true }));
for (const path of [
  'a.txt',
  'b.txt',
  'c+d.txt',
  'x/a.txt',
  'x/y/a.txt',
  'x/y/b.md',
  '.hidden/a.txt',
  'x/.a.txt',
  '../o.txt',
]) {
  mkdirSync(dirname(join(project, path)), { recursive: true });
  writeFileSync(join(project, path), '');
}

test.each<[string, string[]]>([
  ['*.txt', ['a.txt', 'b.txt', 'c+d.txt']],
  ['?.txt', ['a.txt', 'b.txt']],
  ['c+d.*', ['c+d.txt']],
  ['*/*.txt', ['x/a.txt']],
  ['**/*.txt', ['a.txt', 'b.txt', 'c+d.txt', 'x/a.txt', 'x/y/a.txt']],
  ['x/**/a.txt', ['x/a.txt', 'x/y/a.txt']],
  ['./x/**', ['x/a.txt', 'x/y/a.txt', 'x/y/b.md']],
  ['x/**/*', ['x/a.txt', 'x/y/a.txt', 'x/y/b.md']],
  ['{b,x/y/b}.{md,txt}', ['b.txt', 'x/y/b.md']],
  ['.hidden/*', ['.hidden/a.txt']],
  ['x/.*.txt', ['x/.a.txt']],
  ['../*.txt', ['../o.txt']],
  ['none/*', []],
  ['a.txt', ['a.txt']],
])('%s', async (pattern, found) => {
  expect(await findByPattern(nodeFiles, project, pattern)).toEqual(found);
});
