import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { startTeacher } from '../../src/teachers/index.js';
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.js';
import { limbeck, startLimbeck, type CliResult, type RunningCli } from '../support/limbeck-cli.js';
import { descendant, descendantsOf, isAlive, type ProcessInfo } from '../support/process-tree.js';
import { createCrashProject, removeTemplate, type CrashProject } from './crash-project.js';

/**
 * Processes are killed for real, at moments seen in the run's own events or counted at the teacher. Whatever died, the
 * run must end with the same artifacts as one that nobody disturbed, and ask again only what was in flight.
 */
const CONCURRENCY = 8;
const MINUTES = 60_000;

let teacher: { readonly url: string; close(): Promise<void> };
let proxy: CountingProxy;
let undisturbed: Record<string, unknown>;
let calm: CrashProject;
const projects: CrashProject[] = [];
const started: RunningCli[] = [];

const newProject = (): CrashProject => {
  const project = createCrashProject(proxy.url);
  projects.push(project);
  proxy.reset();
  return project;
};

const start = (project: CrashProject, args: readonly string[]): RunningCli => {
  const cli = startLimbeck(args, { cwd: project.folder });
  started.push(cli);
  return cli;
};

/** Follow the run's events until one matches; no clock involved. */
async function sees(project: CrashProject, run: string, wanted: (event: RunEvent) => boolean): Promise<void> {
  const runs = createFileRunStore({ folder: join(project.folder, '.limbeck') });
  const stop = new AbortController();
  for await (const event of runs.follow(run, stop.signal)) if (wanted(event)) break;
  stop.abort();
}

const startedStep = (step: string) => (event: RunEvent) => event.type === 'step-started' && event.step === step;
const trainedTo = (step: number) => (event: RunEvent) =>
  event.type === 'training-progress' && event.phase === 'training' && (event.at_step ?? 0) >= step;

function explain(result: CliResult): string {
  return `${result.stdout}\n${result.stderr}`;
}

async function expectSameAsUndisturbed(
  project: CrashProject,
  run: string,
  result: CliResult,
  kills: number,
): Promise<void> {
  expect({ code: result.code, said: result.code === 0 ? '' : explain(result) }).toEqual({ code: 0, said: '' });
  expect(project.digests(run)).toEqual(undisturbed);
  expect(proxy.repeated).toBeLessThanOrEqual(CONCURRENCY * kills);
}

beforeAll(async () => {
  teacher = await startTeacher('contract-terms', { port: 0, host: '127.0.0.1' });
  proxy = await startCountingProxy(teacher.url, { latencyMs: 120 });
  calm = newProject();
  const result = await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'calm'], { cwd: calm.folder });
  if (result.code !== 0) throw new Error(`The undisturbed run failed.\n${explain(result)}`);
  expect(proxy.repeated).toBe(0);
  undisturbed = calm.digests('calm');
}, 5 * MINUTES);

afterAll(async () => {
  for (const cli of started) {
    if (cli.process.pid === undefined) continue;
    for (const { pid } of descendantsOf(cli.process.pid)) process.kill(pid, 'SIGKILL');
    cli.process.kill('SIGKILL');
  }
  await proxy?.close();
  await teacher?.close();
  for (const project of projects) project.remove();
  removeTemplate();
});

const atWriting = async (project: CrashProject, run: string): Promise<void> => {
  await sees(project, run, startedStep('write'));
  await proxy.reached(proxy.total + 2);
};
const atReading = async (project: CrashProject, run: string): Promise<void> => {
  await sees(project, run, startedStep('read'));
  await proxy.reached(proxy.total + 5);
};
const atTraining = (project: CrashProject, run: string): Promise<void> => sees(project, run, trainedTo(15));

const WORKER = /limbeck\.js worker/;
const ENGINE = /temporal.* server start-dev/;
const TRAINER = /limbeck_trainer/;

const kill = (cli: RunningCli, victim: RegExp): void => {
  process.kill(descendant(cli.process.pid!, victim).pid, 'SIGKILL');
};
const expectAllGone = (family: readonly ProcessInfo[]): Promise<void> =>
  eventually(() => family.every(({ pid }) => !isAlive(pid)), `left behind: ${JSON.stringify(family)}`);

test(
  'a run whose worker is killed in self-instruct, in label and in training ends as if nothing had happened',
  async () => {
    const project = newProject();
    const cli = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'hurt']);
    await cli.saw(/^write: /m);
    for (const moment of [atWriting, atReading, atTraining]) {
      await moment(project, 'hurt');
      kill(cli, WORKER);
    }
    await expectSameAsUndisturbed(project, 'hurt', await cli.result, 3);
  },
  8 * MINUTES,
);

test(
  'a run whose engine is killed in label and whose trainer is killed in training ends as if nothing had happened',
  async () => {
    const project = newProject();
    const cli = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'hurt']);
    await cli.saw(/^write: /m);
    await atReading(project, 'hurt');
    kill(cli, ENGINE);
    await atTraining(project, 'hurt');
    kill(cli, TRAINER);
    await expectSameAsUndisturbed(project, 'hurt', await cli.result, 1);
  },
  8 * MINUTES,
);

test(
  'a run whose command line is killed in label, and whose every process is killed in training, is finished by limbeck resume',
  async () => {
    const project = newProject();
    const first = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'orphan']);
    await first.saw(/^write: /m);
    await atReading(project, 'orphan');
    const orphans = descendantsOf(first.process.pid!);
    first.process.kill('SIGKILL');
    await first.result;
    await expectAllGone(orphans);

    const second = start(project, ['resume', 'orphan']);
    await atTraining(project, 'orphan');
    const family = descendantsOf(second.process.pid!);
    second.process.kill('SIGKILL');
    for (const { pid } of family) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await second.result;

    await expectSameAsUndisturbed(project, 'orphan', await start(project, ['resume', 'orphan']).result, 2);
  },
  8 * MINUTES,
);

test(
  'Ctrl-C stops safely, Ctrl-C twice ends at once, and either way limbeck resume goes on',
  async () => {
    const project = newProject();
    const first = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'stopped']);
    await first.saw(/^write: /m);
    await atReading(project, 'stopped');
    const family = descendantsOf(first.process.pid!);
    first.process.kill('SIGINT');
    const stopped = await first.result;
    const goesOn: unknown = expect.stringContaining('limbeck resume stopped');
    expect({ code: stopped.code, said: explain(stopped) }).toEqual({ code: 130, said: goesOn });
    await expectAllGone(family);

    const second = start(project, ['resume', 'stopped']);
    await atTraining(project, 'stopped');
    second.process.kill('SIGINT');
    await second.saw(/Once more ends at once/);
    second.process.kill('SIGINT');
    expect((await second.result).code).toBe(130);

    await expectSameAsUndisturbed(project, 'stopped', await start(project, ['resume', 'stopped']).result, 2);
  },
  8 * MINUTES,
);

test(
  'a finished recipe run again makes no call and trains nothing',
  async () => {
    proxy.reset();
    const again = await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'second'], { cwd: calm.folder });
    expect({ code: again.code, calls: proxy.total }).toEqual({ code: 0, calls: 0 });
    expect(calm.digests('second')).toEqual(undisturbed);
    const reused = calm.events('second').flatMap((event) => (event.type === 'step-finished' ? [event.reused] : []));
    expect(new Set(reused)).toEqual(new Set([true]));
  },
  5 * MINUTES,
);

test(
  'one changed parameter runs that step and what hangs on it again, on answers already paid for',
  async () => {
    proxy.reset();
    const text = readFileSync(calm.recipe, 'utf8');
    writeFileSync(calm.recipe, text.replace('field: prompt, threshold: 0.9', 'field: prompt, threshold: 0.99'));
    const again = await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'changed'], { cwd: calm.folder });
    expect({ code: again.code, calls: proxy.total }).toEqual({ code: 0, calls: 0 });
    const reused = calm
      .events('changed')
      .flatMap((event) => (event.type === 'step-finished' ? [[event.step, event.reused]] : []));
    expect(Object.fromEntries(reused)).toMatchObject({ write: true, read: true, keep: false });
  },
  5 * MINUTES,
);

/** Processes end when the kernel has reaped them; there is no event to wait for, so this asks again, bounded. */
async function eventually(holds: () => boolean, complaint: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (holds()) return;
    await later(100);
  }
  throw new Error(complaint);
}
