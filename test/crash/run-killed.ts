import { setTimeout as later } from 'node:timers/promises';
import type { CountingProxy } from '../support/counting-proxy.js';
import { startLimbeck, type CliResult, type RunningCli } from '../support/limbeck-cli.js';
import { descendantsOf, isAlive } from '../support/process-tree.js';
import { awaitMoment } from './await-moment.js';
import type { CrashProject } from './crash-project.js';
import type { Kill, Victim } from './draw-kills.js';
import { differences, explainRepeats, isAtRisk, readMade, type KillWindow, type RunMade } from './judge-run.js';

export const RUN = 'campaign';

export interface KillRecord {
  readonly kill: Kill;
  /** False when the run was over before the moment came. */
  readonly happened: boolean;
  /** Requests at the teacher, not answered. */
  readonly inFlight: number;
  /** Requests answered so shortly before that the answer may not have been on disk. */
  readonly settling: number;
  /** Requests asked again because of it. */
  readonly repeats: number;
}

export interface KilledRun {
  readonly kills: readonly KillRecord[];
  readonly violations: readonly string[];
  readonly longestSettlingMs: number;
}

export interface RunKilledInput {
  readonly project: CrashProject;
  readonly proxy: CountingProxy;
  readonly kills: readonly Kill[];
  readonly undisturbed: RunMade;
  /** Told of every process that is started, so that a broken campaign can end them. */
  readonly started: (cli: RunningCli) => void;
}

const commands: Readonly<Record<Exclude<Victim, 'cli' | 'all'>, RegExp>> = {
  worker: /limbeck\.js worker/,
  engine: /temporal.* server start-dev/,
  guard: /engine\/guard\/guard\.js/,
  trainer: /limbeck_trainer/,
};
/** Answers that are not yet in the ledger are the worker's. */
const holdsAnswers: ReadonlySet<Victim> = new Set(['worker', 'cli', 'all']);
const LONGEST_RUN_MS = 10 * 60_000;

/** Run the recipe, kill as told, restart as a user would, and say what is not as in the undisturbed run. */
export async function runKilled(input: RunKilledInput): Promise<KilledRun> {
  const { project, proxy, kills, undisturbed } = input;
  const violations: string[] = [];
  const windows: KillWindow[] = [];
  const records: Omit<KillRecord, 'repeats'>[] = [];
  const start = (args: readonly string[]): RunningCli => {
    const cli = startLimbeck(args, { cwd: project.folder });
    input.started(cli);
    return cli;
  };
  proxy.reset();
  let cli = start(['run', 'recipe.yaml', '--yes', '--name', RUN]);
  await cli.saw(new RegExp(`^${RUN}: started`, 'm'));
  for (const kill of kills) {
    const over = whenOver(cli);
    const happened = await awaitMoment({ projectFolder: project.folder, run: RUN, proxy, moment: kill.moment, over });
    const family = happened ? await victimsOf(cli, kill.victim, over) : [];
    if (family.length === 0) {
      records.push({ kill, happened: false, inFlight: 0, settling: 0 });
      continue;
    }
    const window = { ...(await killAll(kill.victim, family, violations)), mayRepeat: holdsAnswers.has(kill.victim) };
    windows.push(window);
    const risked = proxy.visits.filter((visit) => isAtRisk(visit, { ...window, mayRepeat: true }));
    const settling = risked.filter(({ leftAt }) => leftAt !== undefined && leftAt < window.from).length;
    records.push({ kill, happened: true, inFlight: risked.length - settling, settling });
    if (kill.victim !== 'cli' && kill.victim !== 'all') continue;
    await cli.result;
    cli = start(['resume', RUN]);
  }
  violations.push(...complaints(await bounded(cli)));
  if (violations.length === 0) violations.push(...differences(readMade(project, RUN), undisturbed));
  const { byWindow, unexplained, longestSettlingMs } = explainRepeats(proxy, windows);
  if (unexplained > 0) violations.push(`${unexplained} requests were asked again without having been at risk`);
  let next = 0;
  return {
    kills: records.map((record) => ({ ...record, repeats: record.happened ? byWindow[next++]! : 0 })),
    violations,
    longestSettlingMs,
  };
}

/** Kill them and wait until they are gone. What was at risk was so from the moment its worker was killed, or ended. */
async function killAll(
  victim: Victim,
  family: readonly number[],
  violations: string[],
): Promise<{ readonly from: number; readonly to: number }> {
  const [first, ...others] = family;
  if (victim === 'cli') {
    killNow(first!);
    // They see that it is gone, end what is in flight, and end.
    if (!(await allGone(family))) violations.push(`the killed command line left processes behind: ${others.join(' ')}`);
    const gone = performance.now();
    return { from: gone, to: gone };
  }
  const from = performance.now();
  for (const pid of family) killNow(pid);
  await allGone(family);
  return { from, to: performance.now() };
}

function whenOver(cli: RunningCli): AbortSignal {
  const over = new AbortController();
  void cli.result.then(() => over.abort());
  return over.signal;
}

/**
 * Whom to kill, first the one that is meant; for `cli` those that must then end of themselves come after it. A process
 * that an earlier kill has ended is waited for: it is being started again.
 */
async function victimsOf(cli: RunningCli, victim: Victim, over: AbortSignal): Promise<readonly number[]> {
  const root = cli.process.pid!;
  for (let tries = 0; tries < 1_200 && !over.aborted; tries++) {
    const below = descendantsOf(root);
    if (victim === 'cli' || victim === 'all') return [root, ...below.map(({ pid }) => pid)];
    const found = below.find(({ command }) => commands[victim].test(command));
    if (found) return [found.pid];
    // A trainer that has ended is not started again.
    if (victim === 'trainer' && tries > 100) return [];
    await later(50);
  }
  return [];
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was quicker.
  }
}

/** Processes end when the kernel has reaped them; there is no event to wait for, so this asks again, bounded. */
async function allGone(pids: readonly number[]): Promise<boolean> {
  for (let tries = 0; tries < 600; tries++) {
    if (!pids.some(isAlive)) return true;
    await later(50);
  }
  return false;
}

async function bounded(cli: RunningCli): Promise<CliResult | undefined> {
  const timer = new AbortController();
  const late = later(LONGEST_RUN_MS, undefined, { signal: timer.signal }).catch(() => undefined);
  try {
    return await Promise.race([cli.result, late]);
  } finally {
    timer.abort();
  }
}

function complaints(result: CliResult | undefined): string[] {
  if (!result) return [`the run did not end within ${LONGEST_RUN_MS / 60_000} minutes`];
  if (result.code === 0) return [];
  const said = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-12).join('\n');
  return [`limbeck ended with ${result.code ?? result.signal}, saying:\n${said}`];
}
