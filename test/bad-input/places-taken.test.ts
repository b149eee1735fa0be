import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { startScriptedTeacher, type ScriptedTeacher } from '../support/scripted-teacher.js';
import { expectOneClearMessage } from './one-clear-message.js';
import { createSmallProject, limbeckYaml, ROWS, type SmallProject } from './small-project.js';

/** Ports that others hold, names that are taken, and two runs that meet. */
let teacher: ScriptedTeacher;
let project: SmallProject;
let squatter: Server | undefined;
beforeEach(async () => {
  teacher = await startScriptedTeacher();
  project = createSmallProject({ base_url: teacher.url });
});
afterEach(async () => {
  squatter?.close();
  squatter = undefined;
  await teacher.close();
  project.remove();
});

/** Something else that listens there, and speaks no HTTP. */
async function takePort(port = 0): Promise<number> {
  squatter = createServer((socket) => socket.destroy());
  squatter.listen(port, '127.0.0.1');
  await once(squatter, 'listening');
  return (squatter.address() as AddressInfo).port;
}

const enginePort = (): number =>
  (JSON.parse(readFileSync(project.path('.limbeck/engine/engine.json'), 'utf8')) as { port: number }).port;

test('a port that an offline teacher is to have and another program holds is named', async () => {
  const port = await takePort();
  const more = ['offline_teacher: contract-terms', 'label: rule-based'];
  project.write('limbeck.yaml', limbeckYaml({ base_url: `http://127.0.0.1:${port}/v1`, more }));
  const run = await project.cli('run', 'recipe.yaml', '--yes', '--name', 'first');
  expectOneClearMessage(run, {
    exit: 1,
    code: 'port-in-use',
    says: [`Port ${port}`, '"contract-terms"', 'taken by another program', 'limbeck.yaml'],
  });
  const alone = await project.cli('teacher', 'contract-terms', '--port', String(port));
  expectOneClearMessage(alone, { exit: 1, code: 'port-in-use', says: [String(port), 'give another port'] });
});

test("the engine's port of last time, held by another program, is given up with a note", async () => {
  expect(await project.cli('run', 'recipe.yaml', '--yes')).toMatchObject({ code: 0, stderr: '' });
  const port = enginePort();
  await takePort(port);
  const { code, stderr } = await project.cli('run', 'recipe.yaml', '--yes', '--set', 'warmth=1');
  expect([code, enginePort() === port]).toEqual([0, false]);
  expect(stderr).toBe(`Port ${port} is taken by another program; the engine uses ${enginePort()} from now on.\n`);
  expect([teacher.asked, teacher.paidTwice]).toEqual([2 * ROWS, 0]);
});

test('two runs of one recipe at once both end, with the same artifacts', async () => {
  const results = await Promise.all([1, 2].map(() => project.cli('run', 'recipe.yaml', '--yes')));
  expect(results.map(({ code }) => code)).toEqual([0, 0]);
  // Whoever comes second is told of the first, and of nothing else.
  for (const { stderr } of results)
    expect(stderr).toMatch(
      /^(Run "questions-\d" is open too and goes on meanwhile; `limbeck cancel .*` ends it\.\n)?$/,
    );
  expect(project.digests('questions-2')).toEqual(project.digests('questions-1'));
  // Two processes may each have the same request in flight; nothing is asked that the ledger holds.
  expect(teacher.asked).toBe(ROWS + teacher.paidTwice);
  const asked = teacher.asked;
  expect(await project.cli('run', 'recipe.yaml', '--yes')).toMatchObject({ code: 0, stderr: '' });
  expect(teacher.asked).toBe(asked);
});

test('a name that is taken is refused, also when both come at once, and the run of that name goes on', async () => {
  const named = () => project.cli('run', 'recipe.yaml', '--yes', '--name', 'same');
  const results = await Promise.all([named(), named()]);
  expect(new Set(results.map(({ code }) => code))).toEqual(new Set([0, 2]));
  const says = ['There is a run called "same" already', 'limbeck resume same', '--name'];
  expectOneClearMessage(
    results.find(({ code }) => code === 2)!,
    { exit: 2, code: 'run-exists', says },
  );
  expectOneClearMessage(await named(), { exit: 2, code: 'run-exists', says });
  expect([teacher.asked, teacher.paidTwice]).toEqual([ROWS, 0]);
});

test.each(['../up', '.hidden', 'a b', ''])('"%s" cannot name a run', async (name) => {
  const run = await project.cli('run', 'recipe.yaml', '--yes', '--name', name);
  expectOneClearMessage(run, { exit: 2, code: 'bad-run-name', says: [`"${name}" cannot name a run`, 'letters'] });
});
