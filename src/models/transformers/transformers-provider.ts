import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TrainerEvent } from '../../../schemas/generated/trainer-event.js';
import type { SampleJob, Student } from '../../../schemas/generated/trainer-job.js';
import { LimbeckError } from '../../core/errors.js';
import { takeLease } from '../../trainer/lease.js';
import { runTrainer } from '../../trainer/run-trainer.js';
import type { BatchProvider, ChatRequest, ProviderAnswer } from '../contract.js';
import { requestSeed } from '../replies/request-seed.js';
import { onlyChat } from '../verb-not-offered.js';

export interface TransformersProviderInput {
  /** Absolute paths. */
  readonly student: Student;
  /** Source of a student drawn at random, and of sampling. */
  readonly seed: number;
  readonly trainer: TrainerAccess;
  /** Rows decoded together. Default 64. */
  readonly batchRows?: number;
  /** 0, the default, lets the trainer choose. */
  readonly threads?: number;
  readonly device?: SampleJob['device'];
}

/** How the trainer is reached; tests give a program of their own. */
export interface TrainerAccess {
  /** The Python to run it with; may make the environment first. */
  readonly python: () => Promise<string>;
  readonly env?: NodeJS.ProcessEnv;
  readonly graceMs?: number;
  readonly onLog?: (line: string) => void;
  readonly onEvent?: (event: TrainerEvent) => void;
}

interface SampledReply {
  readonly index: number;
  readonly text: string;
  readonly finish_reason: string;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

/**
 * A local model asked through the trainer's `sample` job: all requests in one job, in the work folder given, so a job that
 * was cut off goes on where it stood. A request's draw depends on the request alone. Without a temperature it is greedy.
 */
export function createTransformersProvider(input: TransformersProviderInput): BatchProvider {
  return {
    kind: 'batch',
    async callAll(requests, { signal, work, onDevice }) {
      if (requests.length === 0) return [];
      const chats = requests.map((request) => onlyChat(input.student.path, request));
      const python = await input.trainer.python();
      mkdirSync(work, { recursive: true });
      const lease = await takeLease(work);
      const job = sampleJob(input, work, lease);
      writeFileSync(job.requests, chats.map((request, index) => `${requestLine(request, index)}\n`).join(''));
      const onEvent: TrainerAccess['onEvent'] = (event) => {
        input.trainer.onEvent?.(event);
        onDevice?.(event);
      };
      await runTrainer(job, { ...input.trainer, python, signal, onEvent });
      return readAnswers(job.output, requests.length);
    },
    close: () => Promise.resolve(),
  };
}

function sampleJob(input: TransformersProviderInput, work: string, lease: SampleJob['lease']): SampleJob {
  return {
    kind: 'sample',
    student: input.student,
    requests: join(work, 'requests.jsonl'),
    output: join(work, 'replies.jsonl'),
    batch_rows: input.batchRows ?? 64,
    seed: input.seed,
    lease,
    device: input.device ?? 'auto',
    threads: input.threads ?? 0,
  };
}

function requestLine(request: ChatRequest, index: number): string {
  const { messages, sampling = {} } = request;
  return JSON.stringify({ index, messages, sampling: { ...sampling, seed: requestSeed(request) } });
}

function readAnswers(file: string, wanted: number): readonly ProviderAnswer[] {
  const replies = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as SampledReply);
  if (replies.length !== wanted || replies.some((reply, place) => reply.index !== place)) {
    throw new LimbeckError({
      code: 'trainer-output-incomplete',
      message: `The trainer said it was done, but ${file} holds ${replies.length} of ${wanted} replies.`,
      hint: 'It is tried again; if this repeats, look at the disk.',
      kind: 'transient',
    });
  }
  return replies.map(({ text, finish_reason, prompt_tokens, completion_tokens }) => ({
    answer: { text, finish_reason, usage: { prompt_tokens, completion_tokens } },
    facts: {},
  }));
}
