import { readFileSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startScriptedTeacher, type ScriptedTeacher } from '../support/scripted-teacher.js';
import { expectOneClearMessage } from './one-clear-message.js';
import { createSmallProject, type SmallProject } from './small-project.js';

/** A finished project whose files are damaged: doctor names each, and a run mends what it can or says what to do. */
let teacher: ScriptedTeacher;
let project: SmallProject;
beforeAll(async () => {
  teacher = await startScriptedTeacher();
  project = createSmallProject({ base_url: teacher.url });
  expect(await project.cli('run', 'recipe.yaml', '--yes', '--name', 'first')).toMatchObject({ code: 0, stderr: '' });
});
afterAll(async () => {
  await teacher.close();
  project.remove();
});

/** Files of the state whose path has this in it. */
const filesWith = (part: string): string[] =>
  readdirSync(project.path('.limbeck'), { recursive: true, encoding: 'utf8' })
    .map((file) => project.path(join('.limbeck', file)))
    .filter((file) => file.includes(part))
    .toSorted();

interface Deep {
  readonly seen: Record<string, number>;
  readonly findings: readonly { readonly file: string; readonly because: string }[];
}
async function doctor(): Promise<Deep> {
  const { code, stdout } = await project.cli('doctor', '--deep', '--json');
  const deep = JSON.parse(stdout) as Deep;
  expect(code).toBe(deep.findings.length === 0 ? 0 : 1);
  return deep;
}

test('cut shards and a flipped record are named, and the next run makes them again without asking anybody', async () => {
  const sound = await doctor();
  expect([sound.findings, sound.seen['ledger']]).toEqual([[], 12]);
  const digests = project.digests('first');
  for (const shard of filesWith('.jsonl.gz')) truncateSync(shard, 10);
  const [record] = filesWith('/steps/').filter((file) => file.endsWith('.json'));
  writeFileSync(record!, readFileSync(record!, 'utf8').replace('"complete":true', '"complete":trve'));
  const { findings } = await doctor();
  for (const shard of filesWith('.jsonl.gz'))
    expect(findings.map(({ because }) => because).join('\n')).toContain(shard);
  expect(findings.map(({ file }) => file)).toContain(record);

  const asked = teacher.asked;
  expect(await project.cli('run', 'recipe.yaml', '--yes', '--name', 'second')).toMatchObject({ code: 0, stderr: '' });
  expect([project.digests('second'), teacher.asked]).toEqual([digests, asked]);
  expect((await doctor()).findings).toEqual([]);
});

test('a ledger that is cut off is refused with what to do, where it would have ended the worker', async () => {
  const file = project.path('.limbeck/ledger/data.mdb');
  const whole = readFileSync(file);
  truncateSync(file, Math.floor(whole.length / 2));
  const damaged = { exit: 1, code: 'ledger-corrupt', says: [file, 'is damaged: it is cut off', 'ledger import'] };
  expectOneClearMessage(await project.cli('ledger', 'verify'), damaged);
  expect((await doctor()).findings).toMatchObject([{ file, because: expect.stringContaining('it is cut off') }]);
  project.edit('recipe.yaml', 'The teacher answers', 'A teacher answers');
  project.edit('recipe.yaml', 'temperature: "${{ params.warmth }}"', 'temperature: 1');
  expectOneClearMessage(await project.cli('run', 'recipe.yaml', '--yes'), damaged);
  writeFileSync(file, whole);
  expect(await project.cli('ledger', 'verify')).toMatchObject({ code: 0, stdout: '12 answers, all whole.\n' });
});
