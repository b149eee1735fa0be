import type { Client } from '@temporalio/client';
import type { Plan } from '../../../schemas/generated/plan.js';
import type { LimbeckError } from '../../core/errors.js';
import type { RunView } from '../../core/run/run-view.js';
import { queuePrefix } from '../../project-files/project-state.js';
import type { RunStore } from '../../runs/contract.js';
import { EXIT, exitCodeOfOutcome } from '../exit-code.js';
import { startHome } from '../home/start-home.js';
import { engineIsElsewhere, readBinding } from '../project-binding.js';
import { createLivePrinter } from '../progress/live-printer.js';
import { createJsonPrinter, createPlainPrinter } from '../progress/plain-printer.js';
import type { RunPrinter } from '../progress/run-printer.js';
import { readView } from '../../project/read-view.js';
import { renderOutcome } from '../output/render-outcome.js';
import type { Screen } from '../output/screen.js';
import { resumeCommand } from './resume-command.js';
import { onInterruption } from './interruption.js';
import { workflowState } from './run-watch.js';
import { startAndFollow } from './start-and-follow.js';
import { traitsOf } from '../../core/models/provider-traits.js';

export interface ConductInput {
  readonly run: string;
  readonly projectFolder: string;
  readonly plan: Plan;
  readonly runs: RunStore;
  readonly json: boolean;
  readonly worker: boolean;
  readonly workers: number | undefined;
  readonly screen: Screen;
  /** Called when the engine is up, before the workflow starts: create the run, raise its budget. */
  readonly prepare?: () => Promise<void>;
}

export function createPrinter(screen: Screen, json: boolean, footer?: string): RunPrinter {
  if (json) return createJsonPrinter(screen.print);
  if (!screen.live) return createPlainPrinter({ write: screen.print, now: Date.now });
  return createLivePrinter({
    terminal: process.stdout,
    style: screen.out,
    now: Date.now,
    ...(footer === undefined ? {} : { footer }),
  });
}

/** The trainer's environment, when this machine is to train: made before the run starts, where a person sees it happen. */
async function ensureTrainer(
  { plan, projectFolder, worker }: ConductInput,
  say: (message: string) => void,
): Promise<void> {
  const trains = plan.steps.some(
    ({ shape, models }) => shape === 'train' || models.some(({ name, of = name }) => isLocal(plan, of)),
  );
  if (!trains || ((await engineIsElsewhere(projectFolder, plan)) && !worker)) return;
  const { createEnvironment } = await import('../../trainer/create-environment.js');
  await createEnvironment({ report: ({ text }) => say(`Trainer: ${text}.`) });
}

/** Runs that somebody stopped are open still, and our worker takes them up as well: whoever pays should know. */
async function tellOfOthers(
  { run, runs, json }: ConductInput,
  client: Client,
  say: (message: string) => void,
): Promise<void> {
  if (json) return;
  for (const other of await runs.list()) {
    if (other.run === run || (await readView(runs, other.run)).outcome) continue;
    if ((await workflowState(client, other.run)).state !== 'open') continue;
    say(`Run "${other.run}" is open too and goes on meanwhile; \`limbeck cancel ${other.run}\` ends it.`);
  }
}

function isLocal(plan: Plan, model: string): boolean {
  const bound = plan.models[model];
  return bound !== undefined && traitsOf(bound).place === 'gpu';
}

/**
 * Bring up what is missing, start or join the workflow, show it to its end, take down what was brought up. Returns the exit
 * code. Stopping (Ctrl-C) detaches: the workflow stays open and goes on when somebody resumes it.
 */
export async function conductRun(input: ConductInput): Promise<number> {
  const { run, projectFolder, runs, screen } = input;
  const interruption = onInterruption((message) => screen.note(`\n${message}`));
  const resume = resumeCommand(run, projectFolder);
  const early = (message: string): void => {
    if (!input.json) screen.note(screen.err.dim(message));
  };
  let say = early;
  if (interruption.signal.aborted) return EXIT.interrupted;
  const { engine, teachers } = await readBinding(projectFolder, input.plan.profile, input.plan);
  await ensureTrainer(input, say);
  const home = await startHome({
    projectFolder,
    profile: input.plan.profile,
    binding: engine,
    teachers,
    worker: input.worker,
    workers: input.workers,
    say: (message) => say(message),
    onEngineRestart: (because) =>
      void runs
        .append(run, { type: 'engine-restarted', because })
        .catch(() => say(`The engine was started again: ${because}.`)),
  });
  let failure: LimbeckError | undefined;
  let view: RunView | undefined;
  try {
    const { openClient } = await import('../../engine/open-client.js');
    const { client, close } = await openClient(home.engine);
    try {
      await input.prepare?.();
      if (home.embedded) await tellOfOthers(input, client, early);
      const printer = createPrinter(screen, input.json, `Ctrl-C stops safely; ${resume} goes on`);
      say = printer.notice;
      const broken = new AbortController();
      void home.failed.then((error) => {
        failure = error;
        broken.abort();
      });
      try {
        const signal = AbortSignal.any([interruption.signal, broken.signal]);
        view = await startAndFollow({
          run,
          runs,
          client,
          queuePrefix: queuePrefix(projectFolder),
          projectFolder,
          printer,
          signal,
        });
      } finally {
        printer.close();
        say = early;
      }
    } finally {
      await close();
    }
  } finally {
    await home.close();
    interruption.dispose();
  }
  if (view?.outcome) {
    if (!input.json) await renderOutcome({ run, runs, view, screen, resume });
    return exitCodeOfOutcome(view.outcome);
  }
  if (failure) throw failure;
  screen.note(`Stopped. Nothing is lost; this goes on:\n  ${resume}`);
  return EXIT.interrupted;
}
