import { setTimeout as later } from 'node:timers/promises';
import { join } from 'node:path';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { startTeacher } from '../../src/teachers/index.js';
import { startCountingProxy, type CountingProxy } from '../support/counting-proxy.js';
import { limbeck, startLimbeck, type CliResult, type RunningCli } from '../support/limbeck-cli.js';
import { descendant, descendantsOf, isAlive } from '../support/process-tree.js';
import { createCrashProject, type CrashProject } from './crash-project.js';

/**
 * Processes are killed for real, at moments seen in the run's own events or counted at the teacher. Whatever died, the
 * run must end with the same artifacts as one that nobody disturbed, and ask again only what was in flight.
 */
const CONCURRENCY = 8;
const MINUTES = 60_000;

let teacher: { readonly url: string; close(): Promise<void> };
let proxy: CountingProxy;
let undisturbed: Record<string, unknown>;
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
  proxy = await startCountingProxy(teacher.url, { latencyMs: 30 });
  const project = newProject();
  const result = await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'calm'], { cwd: project.folder });
  if (result.code !== 0) throw new Error(`The undisturbed run failed.\n${explain(result)}`);
  expect(proxy.repeated).toBe(0);
  undisturbed = project.digests('calm');
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
});

interface Kill {
  readonly what: string;
  readonly moment: string;
  readonly wait: (project: CrashProject, run: string) => Promise<void>;
  /** Command line of the victim; absent: the command line process itself. */
  readonly victim?: RegExp;
}

const atReading = async (project: CrashProject, run: string): Promise<void> => {
  await sees(project, run, startedStep('read'));
  await proxy.reached(proxy.total + CONCURRENCY + 4);
};
const atWriting = async (project: CrashProject, run: string): Promise<void> => {
  await sees(project, run, startedStep('write'));
  await proxy.reached(proxy.total + 3);
};
const atTraining = (project: CrashProject, run: string): Promise<void> => sees(project, run, trainedTo(15));

const WORKER = /limbeck\.js worker/;
const ENGINE = /temporal.* server start-dev/;
const kills: Kill[] = [
  { what: 'worker', moment: 'label', wait: atReading, victim: WORKER },
  { what: 'worker', moment: 'self-instruct', wait: atWriting, victim: WORKER },
  { what: 'worker', moment: 'training', wait: atTraining, victim: WORKER },
  { what: 'trainer', moment: 'training', wait: atTraining, victim: /limbeck_trainer/ },
  { what: 'engine', moment: 'label', wait: atReading, victim: ENGINE },
];

test.each(kills)(
  'a run whose $what is killed in $moment ends as if nothing had happened',
  async ({ wait, victim }) => {
    const project = newProject();
    const cli = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'hurt']);
    await cli.saw(/write/);
    await wait(project, 'hurt');
    process.kill(descendant(cli.process.pid!, victim!).pid, 'SIGKILL');
    await expectSameAsUndisturbed(project, 'hurt', await cli.result, 1);
  },
  5 * MINUTES,
);

test.each([
  { moment: 'label', wait: atReading },
  { moment: 'training', wait: atTraining },
])(
  'a run whose command line is killed in $moment is finished by limbeck resume, and leaves no process behind',
  async ({ wait }) => {
    const project = newProject();
    const cli = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'orphan']);
    await cli.saw(/write/);
    await wait(project, 'orphan');
    const family = descendantsOf(cli.process.pid!);
    cli.process.kill('SIGKILL');
    await cli.result;
    const result = await start(project, ['resume', 'orphan']).result;
    await expectSameAsUndisturbed(project, 'orphan', result, 1);
    await eventually(() => family.every(({ pid }) => !isAlive(pid)), 'the killed run left processes behind');
  },
  5 * MINUTES,
);

test(
  'a run whose every process is killed in training is finished by limbeck resume',
  async () => {
    const project = newProject();
    const cli = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'dark']);
    await cli.saw(/write/);
    await atTraining(project, 'dark');
    const family = descendantsOf(cli.process.pid!);
    cli.process.kill('SIGKILL');
    for (const { pid } of family) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
    await cli.result;
    await expectSameAsUndisturbed(project, 'dark', await start(project, ['resume', 'dark']).result, 1);
  },
  5 * MINUTES,
);

test(
  'Ctrl-C stops safely and prints the command that resumes',
  async () => {
    const project = newProject();
    const cli = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'stopped']);
    await cli.saw(/write/);
    await atReading(project, 'stopped');
    const family = descendantsOf(cli.process.pid!);
    cli.process.kill('SIGINT');
    const result = await cli.result;
    expect({ code: result.code, said: explain(result) }).toEqual({
      code: 130,
      said: expect.stringContaining('limbeck resume stopped'),
    });
    await eventually(() => family.every(({ pid }) => !isAlive(pid)), 'Ctrl-C left processes behind');
    await expectSameAsUndisturbed(project, 'stopped', await start(project, ['resume', 'stopped']).result, 1);
  },
  5 * MINUTES,
);

test(
  'Ctrl-C twice ends at once, and the run can be resumed all the same',
  async () => {
    const project = newProject();
    const cli = start(project, ['run', 'recipe.yaml', '--yes', '--name', 'cut']);
    await cli.saw(/write/);
    await atTraining(project, 'cut');
    cli.process.kill('SIGINT');
    await cli.saw(/again/i);
    cli.process.kill('SIGINT');
    expect((await cli.result).code).toBe(130);
    await expectSameAsUndisturbed(project, 'cut', await start(project, ['resume', 'cut']).result, 1);
  },
  5 * MINUTES,
);

test(
  'a finished recipe run again makes no call and trains nothing',
  async () => {
    const project = newProject();
    expect((await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'first'], { cwd: project.folder })).code).toBe(0);
    proxy.reset();
    const again = await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'second'], { cwd: project.folder });
    expect({ code: again.code, calls: proxy.total }).toEqual({ code: 0, calls: 0 });
    expect(project.digests('second')).toEqual(undisturbed);
    const reused = project.events('second').flatMap((event) => (event.type === 'step-finished' ? [event.reused] : []));
    expect(new Set(reused)).toEqual(new Set([true]));
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
