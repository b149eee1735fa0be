import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limbeck, startLimbeck, type CliResult } from '../support/limbeck-cli.js';
import { createQuickProject, type QuickProject } from './quick-project.js';

let project: QuickProject;
afterEach(async () => {
  await limbeck(['down'], { cwd: project.folder });
  project.remove();
});

const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: project.folder });

test('rows wait for a person, a pause closes the run meanwhile, and what is approved then is taken by the resume', async () => {
  project = await createQuickProject((recipe) =>
    recipe.replace('use: elicit/label', 'use: elicit/label\n    review: { rows: 3 }'),
  );
  const run = startLimbeck(['run', 'recipe.yaml', '--name', 'kept'], { cwd: project.folder });
  const [, file] = await run.saw(/read waits for review: 3 rows in (\S+); then limbeck approve kept read$/m);
  expect((await cli('status', 'kept')).stdout).toContain('? read   waits for review of 3 rows');
  expect(await cli('pause', 'kept')).toMatchObject({ code: 0, stdout: expect.stringContaining('limbeck resume kept') });
  const paused = await run.result;
  expect([paused.code, paused.stderr]).toEqual([130, expect.stringContaining('The run is paused. Nothing is lost')]);

  const path = join(project.folder, file!);
  const lines = readFileSync(path, 'utf8').trim().split('\n');
  writeFileSync(path, `${lines[0]}\n{"id": 1\n`);
  expect(await cli('approve', 'kept', 'read')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`${file}:2:`),
  });
  writeFileSync(path, lines.slice(1).join('\n'));
  expect(await cli('approve', 'kept', 'read', '--by', 'Ada')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^read: 3 rows reviewed, 0 edited, 1 removed, approved by Ada\.\nIt is kept\./),
  });

  const resumed = await cli('resume', 'kept');
  expect([resumed.code, resumed.stdout]).toEqual([
    0,
    expect.stringMatching(/^read: 149 rows {2}1 rejected {2}reviewed by Ada/m),
  ]);
  const again = await cli('approve', 'kept', 'read');
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('Ada reviewed it')]);
});
