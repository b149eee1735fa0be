import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as later } from 'node:timers/promises';
import type { RunEvent } from '../../schemas/generated/run-event.js';
import { createFileArtifactStore } from '../../src/artifacts/file/file-artifact-store.js';
import { createFileRunStore } from '../../src/runs/file/file-run-store.js';
import { limbeck, startLimbeck, type CliResult, type RunningCli } from '../support/limbeck-cli.js';
import { descendant, descendantsOf, isAlive } from '../support/process-tree.js';
import { repoRoot } from '../support/source-tree.js';
import { openCampaignWorld, type CampaignWorld } from './campaign-world.js';
import { CONCURRENCY, removeTemplate, type CrashProject } from './crash-project.js';
import { differences, explainRepeats, readMade, type KillWindow } from './judge-run.js';
import { RUN } from './run-killed.js';
import { createShortHeartbeatRun } from './short-heartbeat-run.js';

/**
 * Processes that are not dead but do not answer: stopped workers and trainers that wake up after others took over, two
 * command lines at one run, an engine that is away. The run must end as the undisturbed one, and nothing is done twice.
 */
const MINUTES = 60_000;
const WORKER = /limbeck\.js worker/;
const ENGINE = /temporal.* server start-dev/;
const GUARD = /engine\/guard\/guard\.js/;
const TRAINER = /limbeck_trainer/;

let world: CampaignWorld;
beforeAll(async () => {
  world = await openCampaignWorld();
}, 15 * MINUTES);
afterAll(async () => {
  await world?.close();
  removeTemplate();
});

const newRun = async (): Promise<CrashProject> => {
  const project = world.newProject();
  world.proxy.reset();
  await createShortHeartbeatRun(project, RUN);
  return project;
};
const start = (project: CrashProject, args: readonly string[]): RunningCli => {
  const cli = startLimbeck(args, { cwd: project.folder });
  world.started(cli);
  return cli;
};

/** Follow the run's events until one matches; no clock involved. */
async function sees(project: CrashProject, wanted: (event: RunEvent) => boolean): Promise<RunEvent> {
  const runs = createFileRunStore({ folder: join(project.folder, '.limbeck') });
  const stop = new AbortController();
  try {
    for await (const event of runs.follow(RUN, stop.signal)) if (wanted(event)) return event;
  } finally {
    stop.abort();
  }
  throw new Error('The events ended.');
}

const isOf = (type: RunEvent['type'], step: string) => (event: RunEvent) =>
  event.type === type && 'step' in event && event.step === step;
const trainedTo =
  (step: number, token = 1) =>
  (event: RunEvent): boolean =>
    event.type === 'training-progress' && (event.token ?? 0) >= token && (event.at_step ?? 0) >= step;

/** Processes end when the kernel has reaped them; there is no event to wait for, so this asks again, bounded. */
async function eventually(holds: () => boolean, complaint: string): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    if (holds()) return;
    await later(100);
  }
  throw new Error(complaint);
}

async function expectAsUndisturbed(project: CrashProject, result: CliResult): Promise<void> {
  const said = `${result.stdout}\n${result.stderr}`;
  expect({ code: result.code, said: result.code === 0 ? '' : said }).toEqual({ code: 0, said: '' });
  expect(differences(readMade(project, RUN), world.undisturbed)).toEqual([]);
}

/** In the middle of a commit it would keep the ledger's lock, and all others would wait for it: then it goes on, and is stopped again. */
async function stopBetweenWrites(pid: number, project: CrashProject): Promise<void> {
  const register = join(repoRoot, 'test/support/register-ts.cjs');
  const putOne = join(repoRoot, 'test/contract/put-one.ts');
  for (let code: unknown; code !== 0;) {
    if (code !== undefined) process.kill(pid, 'SIGCONT');
    process.kill(pid, 'SIGSTOP');
    const other = spawn(process.execPath, ['-r', register, putOne, join(project.folder, '.limbeck'), '1'], {
      timeout: 10_000,
      killSignal: 'SIGKILL',
    });
    [code] = (await once(other, 'close')) as unknown[];
  }
}

/** Fencing tokens of the training, in the order of the events. */
const tokensOf = (project: CrashProject): readonly number[] =>
  project.events(RUN).flatMap((event) => (event.type === 'training-progress' ? [event.token ?? 0] : []));

async function checkpointsOf(project: CrashProject): Promise<{ readonly folder: string; names(): readonly string[] }> {
  const started = project.events(RUN).find(isOf('step-started', 'tune'));
  const key = started?.type === 'step-started' ? started.key : '';
  const store = createFileArtifactStore({ folder: join(project.folder, '.limbeck') });
  const folder = join(await store.workFolder(key), 'train');
  return { folder, names: () => readdirSync(join(folder, 'checkpoints')).toSorted() };
}

test(
  'a worker that is stopped past its heartbeat, and a trainer with it, change nothing when they wake up',
  async () => {
    const project = await newRun();
    const { proxy } = world;
    const cli = start(project, ['resume', RUN]);
    await sees(project, isOf('step-started', 'read'));
    await proxy.reached(proxy.total + 10);
    const first = descendant(cli.process.pid!, WORKER);
    await stopBetweenWrites(first.pid, project);
    const second = start(project, ['worker']);
    await second.saw(/Serving/);
    await sees(project, isOf('step-finished', 'read'));
    process.kill(first.pid, 'SIGCONT');

    await sees(project, trainedTo(10));
    const roots = [cli.process.pid!, second.process.pid!];
    const trainer = roots.flatMap(descendantsOf).find(({ command }) => TRAINER.test(command))!;
    for (const pid of [trainer.parent, trainer.pid]) process.kill(pid, 'SIGSTOP');
    const checkpoints = await checkpointsOf(project);
    const before = checkpoints.names();
    // As one on another machine, it is not ended by who takes over: only the token is between it and the checkpoints.
    const holder = join(checkpoints.folder, 'trainer-1.json');
    writeFileSync(holder, JSON.stringify({ ...JSON.parse(readFileSync(holder, 'utf8')), host: 'elsewhere' }));
    await sees(project, trainedTo(30, 2));
    for (const pid of [trainer.pid, trainer.parent]) process.kill(pid, 'SIGCONT');
    await eventually(() => !isAlive(trainer.pid), 'the trainer that lost its lease goes on');
    const zombies = readdirSync(checkpoints.folder).includes('checkpoints') ? checkpoints.names() : [];

    await expectAsUndisturbed(project, await cli.result);
    expect(zombies.filter((name) => name.endsWith('-token-1') && !before.includes(name))).toEqual([]);
    const tokens = tokensOf(project);
    expect([tokens.at(0), tokens.at(-1), tokens.toSorted((a, b) => a - b)]).toEqual([1, 2, tokens]);
    // What it had in flight, or had not read yet; those of its rows that waited see that others have asked.
    expect(proxy.repeated).toBeLessThanOrEqual(CONCURRENCY);
    second.process.kill('SIGTERM');
    expect((await second.result).code).toBe(0);
  },
  15 * MINUTES,
);

test(
  'two command lines resume one run at once: it is done once, whoever loses a worker or stops',
  async () => {
    const project = await newRun();
    const { proxy } = world;
    const [first, other] = [start(project, ['resume', RUN]), start(project, ['resume', RUN])];
    const late = await Promise.race([first, other].map((cli) => cli.saw(/is open: this joins it/).then(() => cli)));
    const early = late === first ? other : first;
    const windows: KillWindow[] = [];
    for (const step of ['write', 'read', 'read']) {
      await sees(project, isOf('step-started', step));
      await proxy.reached(proxy.total + 5);
      const worker = descendantsOf(late.process.pid!).find(({ command }) => WORKER.test(command));
      if (!worker) continue;
      const from = performance.now();
      process.kill(worker.pid, 'SIGKILL');
      await eventually(() => !isAlive(worker.pid), 'the killed worker is still there');
      windows.push({ from, to: performance.now(), mayRepeat: true });
    }
    await sees(project, trainedTo(10));
    late.process.kill('SIGINT');
    const goesOn: unknown = expect.stringContaining(`limbeck resume ${RUN}`);
    const stopped = await late.result;
    expect({ code: stopped.code, said: `${stopped.stdout}\n${stopped.stderr}` }).toEqual({ code: 130, said: goesOn });
    await expectAsUndisturbed(project, await early.result);
    const starts = project.events(RUN).filter(({ type }) => type === 'run-started');
    expect(starts.map((event) => event.type === 'run-started' && event.attempt)).toEqual([1]);
    // Asked again only what was in flight at one of the kills, or answered so shortly before that it was not on disk.
    expect(explainRepeats(proxy, windows).unexplained).toBe(0);
  },
  15 * MINUTES,
);

test(
  'an engine that is gone past the heartbeat in the middle of training finds the same trainer when it is back',
  async () => {
    const project = await newRun();
    const cli = start(project, ['resume', RUN]);
    await sees(project, trainedTo(1));
    const [guard, engine] = [GUARD, ENGINE].map((command) => descendant(cli.process.pid!, command).pid);
    // Its guard would start it again at once.
    process.kill(guard!, 'SIGSTOP');
    process.kill(engine!, 'SIGKILL');
    await sees(project, trainedTo(80));
    process.kill(guard!, 'SIGCONT');
    await expectAsUndisturbed(project, await cli.result);
    expect(new Set(tokensOf(project))).toEqual(new Set([1]));
  },
  15 * MINUTES,
);

test(
  'Ctrl-C twice ends at once, and limbeck resume goes on',
  async () => {
    const project = await newRun();
    const first = start(project, ['resume', RUN]);
    await sees(project, trainedTo(15));
    const family = descendantsOf(first.process.pid!);
    first.process.kill('SIGINT');
    await first.saw(/Once more ends at once/);
    first.process.kill('SIGINT');
    expect((await first.result).code).toBe(130);
    await eventually(() => family.every(({ pid }) => !isAlive(pid)), `left behind: ${JSON.stringify(family)}`);
    await expectAsUndisturbed(project, await start(project, ['resume', RUN]).result);
  },
  15 * MINUTES,
);

test(
  'a finished recipe run again makes no call and trains nothing',
  async () => {
    const { proxy, calm, undisturbed } = world;
    proxy.reset();
    const again = await limbeck(['run', 'recipe.yaml', '--yes', '--name', 'second'], { cwd: calm.folder });
    expect({ code: again.code, calls: proxy.total }).toEqual({ code: 0, calls: 0 });
    expect(calm.digests('second')).toEqual(undisturbed.digests);
    const reused = calm.events('second').flatMap((event) => (event.type === 'step-finished' ? [event.reused] : []));
    expect(new Set(reused)).toEqual(new Set([true]));
  },
  5 * MINUTES,
);

test(
  'one changed parameter runs that step and what hangs on it again, on answers already paid for',
  async () => {
    const { proxy, calm } = world;
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
