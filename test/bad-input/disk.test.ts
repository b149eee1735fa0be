import { appendFileSync, mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { mountReadOnly, mountSmall, testOnMounts, unmount } from '../support/mounts.js';
import { startScriptedTeacher, type ScriptedTeacher } from '../support/scripted-teacher.js';
import { limbeck } from '../support/limbeck-cli.js';
import { expectOneClearMessage } from './one-clear-message.js';
import { createSmallProject, ROWS, type SmallProject } from './small-project.js';

/** Full disks and folders that cannot be written; those that fill up in the middle are in disk-of-store.test.ts. */
const onMounts = testOnMounts();

let teacher: ScriptedTeacher;
let project: SmallProject;
let mounted: string[];
beforeEach(async () => {
  mounted = [];
  teacher = await startScriptedTeacher();
  project = createSmallProject({ base_url: teacher.url });
});
afterEach(async () => {
  await teacher.close();
  for (const folder of mounted) unmount(folder);
  project.remove();
});

/** State on a disk of 64 MB, and a way to fill it to the last byte and to give the space back. */
function smallDisk(): { fill(): void; free(): void } {
  const state = project.path('.limbeck');
  const filler = join(state, 'filler');
  mountSmall(state, '64m');
  mounted.push(state);
  return {
    fill: () => {
      writeFileSync(filler, '');
      for (const size of [1 << 20, 1 << 12])
        while (statfsSync(state).bavail * statfsSync(state).bsize >= size) appendFileSync(filler, Buffer.alloc(size));
    },
    free: () => rmSync(filler),
  };
}

onMounts('a disk that is full from the start is named before anything is asked', async () => {
  const disk = smallDisk();
  disk.fill();
  const run = await project.cli('run', 'recipe.yaml', '--yes');
  expectOneClearMessage(run, {
    exit: 1,
    code: 'disk-full',
    says: ['There is no space left', '.limbeck', 'Free some space'],
  });
  expect(teacher.asked).toBe(0);
  disk.free();
  expect(await project.cli('run', 'recipe.yaml', '--yes')).toMatchObject({ code: 0, stderr: '' });
});

onMounts('a project that is read-only is refused by what writes, and read by what reads', async () => {
  const at = `${project.folder}-read-only`;
  mountReadOnly(project.folder, at);
  mounted.push(at);
  try {
    const cli = (...args: string[]) => limbeck(args, { cwd: at });
    for (const args of [['run', 'recipe.yaml', '--yes'], ['run', 'recipe.yaml', '--yes', '--detach'], ['up']]) {
      expectOneClearMessage(await cli(...args), {
        exit: 1,
        code: 'folder-not-writable',
        says: [join(at, '.limbeck'), 'cannot be written: the file system is read-only', 'can be written'],
      });
    }
    expect(await cli('validate', 'recipe.yaml')).toMatchObject({ code: 0, stderr: '' });
    expect(await cli('plan', 'recipe.yaml')).toMatchObject({ code: 0, stderr: '' });
    expect(await cli('runs')).toMatchObject({ code: 0, stderr: '' });
    expect(teacher.asked).toBe(0);
  } finally {
    unmount(at);
    rmSync(at, { recursive: true, force: true });
  }
});

test.each(['.limbeck', '.limbeck/runs', '.limbeck/engine', '.limbeck/ledger', '.limbeck/artifacts', '.limbeck/logs'])(
  'a file where the folder %s should be is named, and nothing is asked',
  async (path) => {
    mkdirSync(dirname(project.path(path)), { recursive: true });
    project.write(path, '');
    const run = await project.cli('run', 'recipe.yaml', '--yes');
    expectOneClearMessage(run, {
      exit: 1,
      code: 'folder-not-writable',
      says: [project.path(path), 'cannot be written: a file stands where a folder should be'],
    });
    expect(teacher.asked).toBe(0);
  },
);

test('once the file is out of the way the run that it kept from beginning begins', async () => {
  mkdirSync(project.path('.limbeck'));
  project.write('.limbeck/ledger', '');
  expect(await project.cli('run', 'recipe.yaml', '--yes', '--name', 'first')).toMatchObject({ code: 1 });
  rmSync(project.path('.limbeck/ledger'));
  expect(await project.cli('run', 'recipe.yaml', '--yes', '--name', 'first')).toMatchObject({ code: 0, stderr: '' });
  expect([teacher.asked, teacher.paidTwice]).toEqual([ROWS, 0]);
});
