import { appendFileSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mountSmall, testOnMounts, unmount } from '../support/mounts.js';
import { answers, startScriptedTeacher, type ScriptedTeacher } from '../support/scripted-teacher.js';
import { expectOneClearMessage } from './one-clear-message.js';
import { createSmallProject, limbeckYaml, ROWS, type SmallProject } from './small-project.js';

/** Each store on a disk of its own that fills up in the middle of a run: it is named, and with space again the run goes on. */
const onMounts = testOnMounts();
const MORE = ['limits: { concurrency: 1, retries: 1, timeout_seconds: 20 }'];

let teacher: ScriptedTeacher;
let project: SmallProject;
let undisturbed: Record<string, unknown>;
let disk: string | undefined;
const newProject = (): void => {
  project = createSmallProject({ base_url: teacher.url });
  project.write('limbeck.yaml', limbeckYaml({ base_url: teacher.url, more: MORE }));
};
beforeAll(async () => {
  teacher = await startScriptedTeacher();
  newProject();
  expect(await project.cli('run', 'recipe.yaml', '--yes', '--name', 'first')).toMatchObject({ code: 0 });
  undisturbed = project.digests('first');
  project.remove();
});
beforeEach(newProject);
afterEach(() => {
  if (disk !== undefined) unmount(disk);
  project.remove();
});
afterAll(() => teacher.close());

function fill(folder: string): void {
  const filler = join(folder, 'filler');
  writeFileSync(filler, '');
  for (const size of [1 << 20, 1 << 12])
    while (statfsSync(folder).bavail * statfsSync(folder).bsize >= size) appendFileSync(filler, Buffer.alloc(size));
}

onMounts.each(['ledger', 'artifacts', 'runs', 'engine'])('a full disk under the %s', async (store) => {
  mkdirSync(project.path('.limbeck'));
  disk = project.path(join('.limbeck', store));
  mountSmall(disk, '32m');
  teacher.behave((request, number) => {
    if (number === 6) fill(disk!);
    // The next takes longer than Limbeck needs to look at its disks.
    return { ...answers(request, number), ...(number === 7 ? { delayMs: 3_000 } : {}) };
  });
  const failed = await project.cli('run', 'recipe.yaml', '--yes', '--name', 'first');
  expectOneClearMessage(failed, {
    exit: 1,
    code: 'disk-full',
    says: ['There is no space left', disk, /0\.\d MB of 3\d\.\d MB free/, 'Free some space', 'resume'],
  });
  rmSync(join(disk, 'filler'));
  const before = teacher.asked;
  teacher.behave(answers);
  const { code, stderr } = await project.cli('resume', 'first');
  expect([code, stderr]).toEqual([0, '']);
  expect(project.digests('first')).toEqual(undisturbed);
  expect(before + teacher.asked).toBeLessThanOrEqual(ROWS + 2);
});
