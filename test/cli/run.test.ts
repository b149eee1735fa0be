import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { teacherAnswers } from '../../src/cli/home/offline-teacher.js';
import { engineState } from '../../src/engine/temporal/embedded-server.js';
import { isAlive } from '../../src/processes/process-mark.js';
import { limbeck, startLimbeck, type CliResult } from '../support/limbeck-cli.js';
import { createQuickProject, eventTypes, type QuickProject } from './quick-project.js';

let project: QuickProject;
afterEach(async () => {
  await limbeck(['down'], { cwd: project.folder });
  project.remove();
});

const cli = (...args: string[]): Promise<CliResult> => limbeck(args, { cwd: project.folder });
const state = (): string => join(project.folder, '.limbeck');

async function expectNothingLeft(): Promise<void> {
  expect(engineState(state()).running).toBe(false);
  expect(await teacherAnswers(project.teacherUrl)).toBe(false);
}

test('a run goes from the first call to the report, and takes down what it started', async () => {
  project = await createQuickProject();
  const planned = await cli('plan', 'recipe.yaml');
  expect([planned.code, existsSync(state())]).toEqual([0, false]);
  const { code, stdout, stderr } = await cli('run', 'recipe.yaml');
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toMatch(/^quick-1: started, 2 steps$/m);
  expect(stdout).toMatch(/^read: 150 rows {2}150 calls/m);
  expect(stdout).toMatch(/^score: gate met: /m);
  expect(stdout).toMatch(/^Report: \.limbeck\/runs\/quick-1\/report\.html$/m);
  expect(readFileSync(join(state(), 'runs', 'quick-1', 'report.html'), 'utf8')).toContain('<html');
  await expectNothingLeft();

  const again = await cli('run', 'recipe.yaml', '--json');
  expect(again.code).toBe(0);
  const events = again.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { type: string; reused?: boolean });
  expect(events.filter(({ type }) => type === 'step-finished').map(({ reused }) => reused)).toEqual([true, true]);
  expect(events.at(-1)).toMatchObject({ type: 'run-finished', outcome: 'done' });

  const taken = await cli('run', 'recipe.yaml', '--name', 'quick-1');
  expect([taken.code, taken.stdout]).toEqual([2, '']);
  expect(taken.stderr).toContain('limbeck resume quick-1');
  const done = await cli('resume', 'quick-1');
  expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('limbeck report quick-1')]);

  const [runs, status, show, step, watch, report] = await Promise.all([
    cli('runs'),
    cli('status', 'quick-1'),
    cli('show', 'quick-1'),
    cli('show', 'quick-1/read'),
    cli('watch', 'quick-1'),
    cli('report', 'quick-1'),
  ]);
  expect(runs.stdout).toMatch(/^quick-2 +quick +done +2\/2/m);
  expect(status.stdout).toMatch(/^\+ read +150 rows/m);
  expect(show.stdout).toMatch(/^\+ score +evaluate\/exact-match/m);
  expect(step.stdout).toMatch(/^rows +150 in, 150 out, 0 rejected, 0 failed$/m);
  expect([watch.code, watch.stdout]).toEqual([0, expect.stringContaining('quick-1: done')]);
  expect([report.code, report.stdout]).toEqual([0, expect.stringContaining('teacher')]);
  const inLoop = await cli('show', 'quick-1/rounds[1]/try');
  expect(inLoop.stderr).toContain('No step is called "rounds[1]/try"');
  const unknown = await cli('show', 'quick-1/reed');
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('Did you mean "read"?')]);
  const lost = await cli('status', 'quick-3');
  expect([lost.code, lost.stderr]).toEqual([2, expect.stringContaining('Known: quick-2, quick-1.')]);
});

test('a gate that is not met ends with code 3 and still reports', async () => {
  project = await createQuickProject((recipe) => recipe.replace('accuracy >= 0.1', 'accuracy >= 1.1'));
  const { code, stdout, stderr } = await cli('run', 'recipe.yaml');
  expect(code).toBe(3);
  expect(stderr).toContain('error[gate-not-met]');
  expect(stdout).toMatch(/^Report: /m);
});

test('a used-up budget ends with code 4, and a larger one goes on without paying twice', async () => {
  project = await createQuickProject((recipe) => recipe.replace('calls: 1000', 'calls: 40'));
  const { code, stderr } = await cli('run', 'recipe.yaml');
  expect(code).toBe(4);
  expect(stderr).toContain('limbeck resume quick-1 --budget');
  const wrong = await cli('resume', 'quick-1', '--budget', 'calls=lots');
  expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--budget takes limit=number')]);
  const more = await cli('resume', 'quick-1', '--budget', 'calls=1000');
  expect(more.code).toBe(0);
  expect(more.stdout).toMatch(/^quick-1: resumed \(attempt 2\)/m);
  const shown = await cli('show', 'quick-1/read');
  expect(shown.stdout).toMatch(/150 out/);
});

test('a teacher that is down is waited for, and it is said what is waited for', async () => {
  project = await createQuickProject();
  const file = join(project.folder, 'limbeck.yaml');
  writeFileSync(file, readFileSync(file, 'utf8').replace('        offline_teacher: contract-terms\n', ''));
  const running = startLimbeck(['run', 'recipe.yaml'], { cwd: project.folder });
  await running.saw(/^read: waiting [\d.]+ s: teacher: cannot be reached \(ECONNREFUSED\)$/m);
  running.process.kill('SIGINT');
  expect((await running.result).code).toBe(130);
  await expectNothingLeft();
});

test('Ctrl-C stops safely, says how to go on, and resuming finishes the same run', async () => {
  project = await createQuickProject();
  const running = startLimbeck(['run', 'recipe.yaml', '--name', 'mine'], { cwd: project.folder });
  await running.saw(/^read: running/m);
  const { server } = engineState(state()).record!.running!;
  running.process.kill('SIGINT');
  const { code, stderr } = await running.result;
  expect(code).toBe(130);
  expect(stderr).toContain('limbeck resume mine');
  expect(isAlive(server)).toBe(false);
  await expectNothingLeft();
  expect(eventTypes(project.folder, 'mine')).not.toContain('run-finished');
  const status = await cli('status', 'mine');
  expect(status.stdout).toContain('It stands still: the engine is down. limbeck resume mine goes on.');
  const resumed = await cli('resume', 'mine');
  expect([resumed.code, resumed.stderr]).toEqual([0, expect.any(String)]);
  expect(eventTypes(project.folder, 'mine').filter((type) => type === 'run-finished')).toHaveLength(1);
});

test('two runs of one recipe at once share the engine and both finish', async () => {
  project = await createQuickProject();
  const [a, b] = await Promise.all([cli('run', 'recipe.yaml'), cli('run', 'recipe.yaml')]);
  expect([a.code, b.code]).toEqual([0, 0]);
  const runs = await cli('runs', '--json');
  const found = JSON.parse(runs.stdout) as { run: string; state: string }[];
  expect(found.map(({ run, state: at }) => `${run} ${at}`).toSorted()).toEqual(['quick-1 done', 'quick-2 done']);
  await expectNothingLeft();
});

test('a detached run goes on in the background until `down`', async () => {
  project = await createQuickProject();
  const started = await cli('run', 'recipe.yaml', '--detach');
  expect([started.code, started.stdout]).toEqual([0, expect.stringContaining('limbeck watch quick-1')]);
  expect((await cli('up')).stdout).toBe('It was up already.\n');
  const watched = await cli('watch', 'quick-1');
  expect([watched.code, watched.stdout]).toEqual([0, expect.stringContaining('quick-1: done')]);
  expect(engineState(state()).running).toBe(true);
  expect((await cli('run', 'recipe.yaml')).code).toBe(0);
  expect(engineState(state()).running).toBe(true);
  expect((await cli('down')).stdout).toBe('Down.\n');
  await expectNothingLeft();
  expect((await cli('down')).stdout).toBe('Nothing was up.\n');
});

test('a paid model is not called without a yes', async () => {
  project = await createQuickProject();
  const file = join(project.folder, 'limbeck.yaml');
  writeFileSync(
    file,
    `${readFileSync(file, 'utf8')}        price: { input_usd_per_million: 1, output_usd_per_million: 2 }\n`,
  );
  const { code, stderr } = await cli('run', 'recipe.yaml');
  expect([code, stderr]).toEqual([2, expect.stringContaining('error[not-confirmed]')]);
  expect(existsSync(join(state(), 'runs', 'quick-1'))).toBe(false);
  const agreed = await cli('run', 'recipe.yaml', '--yes');
  expect([agreed.code, agreed.stdout]).toEqual([0, expect.stringMatching(/calls .*\$\d/)]);
});

test('a run that is cancelled ends with code 1, and what it finished stays', async () => {
  project = await createQuickProject();
  const running = startLimbeck(['run', 'recipe.yaml'], { cwd: project.folder });
  await running.saw(/^read: running/m);
  expect((await cli('cancel', 'quick-1')).code).toBe(0);
  const { code, stderr } = await running.result;
  expect([code, stderr]).toEqual([1, expect.stringContaining('The run was cancelled.')]);
});
