import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { TrainerEvent, Done, Failed } from '../../schemas/generated/trainer-event.js';
import type { TrainerJob } from '../../schemas/generated/trainer-job.js';
import { LimbeckError } from '../core/errors.js';
import { answerTrainer, type AnswerTrainer } from './answer-trainer.js';
import { killGroup, recordTrainer } from './lease.js';
import { parseTrainerEvent } from './parse-trainer-event.js';
import { createTail } from './text-tail.js';
import { trainerFiles } from './trainer-files.js';

export interface RunTrainerOptions {
  /** Path of the Python to use. */
  readonly python: string;
  /** Aborting ends the trainer: TERM (it saves where it stands), the grace, then KILL to its group. */
  readonly signal: AbortSignal;
  readonly onEvent?: (event: TrainerEvent) => void;
  /** Scores replies that the trainer asks about; what it rejects with ends the job, and is thrown. */
  readonly answer?: AnswerTrainer;
  /** Lines the trainer and its libraries write for people. */
  readonly onLog?: (line: string) => void;
  /** Default 60 s: a long step and a save must fit. */
  readonly graceMs?: number;
  /** Default 120 s. The trainer speaks every three seconds; one silent for this long is taken for dead. */
  readonly silenceMs?: number;
  /** Added to this process's environment. */
  readonly env?: NodeJS.ProcessEnv;
}

export interface TrainerResult {
  readonly facts: Done['facts'];
}

const MODEL_MANIFEST = 'limbeck-model.json';

/**
 * Run one job to its end. Resolves only after a `done` event with the job's output in place. Throws LimbeckError as the
 * trainer said it, or `trainer-killed`, `trainer-silent`, `trainer-died` (transient), `trainer-not-started` (fatal); the
 * signal's reason when it was aborted.
 */
export async function runTrainer(job: TrainerJob, options: RunTrainerOptions): Promise<TrainerResult> {
  options.signal.throwIfAborted();
  const folder = dirname(job.lease.file);
  const jobFile = join(folder, `job-${job.kind}.json`);
  writeFileSync(jobFile, `${JSON.stringify(job, undefined, 1)}\n`);
  const child = spawn(options.python, ['-m', 'limbeck_trainer', jobFile], {
    cwd: folder,
    // Its own group, so that all it started can be ended at once. Standard input is how it learns that we are gone.
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env, PYTHONPATH: trainerFiles().source, PYTHONUNBUFFERED: '1' },
  });
  if (child.pid !== undefined) recordTrainer(job.lease, folder, child.pid);
  const end = await follow(child, options);
  options.signal.throwIfAborted();
  if (end.unanswered !== undefined) throw end.unanswered;
  return resultOf(job, end);
}

interface TrainerEnd {
  readonly done?: Done;
  readonly failed?: Failed;
  readonly code: number | null;
  readonly killedBy: NodeJS.Signals | null;
  readonly silent: boolean;
  readonly spawnError?: Error;
  /** Why a question of the trainer's was not answered. */
  readonly unanswered?: unknown;
  readonly log: string;
}

function follow(child: ChildProcess, options: RunTrainerOptions): Promise<TrainerEnd> {
  const tail = createTail(20);
  let done: Done | undefined;
  let failed: Failed | undefined;
  let silent = false;
  let spawnError: Error | undefined;
  const silence = watchSilence(options.silenceMs ?? 120_000, () => {
    silent = true;
    if (child.pid !== undefined) killGroup(child.pid);
  });
  const log = (line: string): void => {
    tail.add(line);
    options.onLog?.(line);
  };
  const answering = answerTrainer(child.stdin, options.answer, () => child.kill('SIGTERM'));
  child.stdin?.on('error', () => undefined); // it may be gone before we look
  if (child.stderr) createInterface({ input: child.stderr }).on('line', log);
  if (child.stdout) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      silence.heard();
      const event = parseTrainerEvent(line);
      if (!event) return log(line);
      if (event.event === 'done') done = event;
      if (event.event === 'failed') failed = event;
      if (event.event === 'question') answering.hear(event);
      options.onEvent?.(event);
    });
  }
  const stopped = stopOnAbort(child, options);
  return new Promise((resolve) => {
    child.once('error', (error) => (spawnError = error));
    // What it left behind would hold its pipes open, and `close` would not come.
    child.once('exit', () => child.pid !== undefined && killGroup(child.pid));
    child.once('close', (code, killedBy) => {
      silence.end();
      stopped();
      resolve({
        ...(done ? { done } : {}),
        ...(failed ? { failed } : {}),
        ...(spawnError ? { spawnError } : {}),
        unanswered: answering.problem(),
        code,
        killedBy,
        silent,
        log: tail.text(),
      });
    });
  });
}

function watchSilence(silenceMs: number, onSilent: () => void): { heard(): void; end(): void } {
  const timer = setTimeout(onSilent, silenceMs);
  return { heard: () => void timer.refresh(), end: () => clearTimeout(timer) };
}

function stopOnAbort(child: ChildProcess, { signal, graceMs = 60_000 }: RunTrainerOptions): () => void {
  let forced: NodeJS.Timeout | undefined;
  const stop = (): void => {
    child.kill('SIGTERM');
    forced = setTimeout(() => child.pid !== undefined && killGroup(child.pid), graceMs);
  };
  signal.addEventListener('abort', stop, { once: true });
  return () => {
    signal.removeEventListener('abort', stop);
    clearTimeout(forced);
  };
}

function resultOf(job: TrainerJob, end: TrainerEnd): TrainerResult {
  const cause = end.log === '' ? undefined : new Error(`The trainer's last lines:\n${end.log}`);
  if (end.failed) {
    const { code, message, hint, retryable } = end.failed;
    throw new LimbeckError({ code, message, hint, kind: retryable ? 'transient' : 'fatal', cause });
  }
  if (end.done && isOutputThere(job)) return { facts: end.done.facts };
  if (end.spawnError) {
    throw new LimbeckError({
      code: 'trainer-not-started',
      message: `The trainer could not be started: ${end.spawnError.message}`,
      hint: 'Run `limbeck doctor`: it says whether the trainer’s Python environment is there.',
      cause: end.spawnError,
    });
  }
  throw new LimbeckError({ ...describeDeath(end), kind: 'transient', cause });
}

function describeDeath(end: TrainerEnd): { code: string; message: string; hint: string } {
  if (end.silent) {
    return {
      code: 'trainer-silent',
      message: 'The trainer said nothing for too long and was ended.',
      hint: 'It is started again from its newest checkpoint. If this repeats, look at the load of the machine and its GPU.',
    };
  }
  if (end.killedBy === 'SIGKILL') {
    return {
      code: 'trainer-killed',
      message: 'The trainer was killed from outside (SIGKILL).',
      hint: 'It is started again from its newest checkpoint. If this repeats, the machine is short of memory: lower batch_size or max_length.',
    };
  }
  const how = end.killedBy ? `by ${end.killedBy}` : `with exit code ${String(end.code)}`;
  return {
    code: 'trainer-died',
    message: `The trainer ended ${how} without a result.${end.log === '' ? '' : ` Its last line: ${end.log.split('\n').at(-1)}`}`,
    hint: 'It is started again from its newest checkpoint. If this repeats, its log says more.',
  };
}

/** Exit code 0 is not success: what counts is that the output is there, and it appears whole or not at all. */
function isOutputThere(job: TrainerJob): boolean {
  const leavesModel = job.kind === 'train' || job.kind === 'export';
  return existsSync(leavesModel ? join(job.output, MODEL_MANIFEST) : job.output);
}
