import { join } from 'node:path';
import type { TrainerEvent } from '../../../schemas/generated/trainer-event.js';
import type { SampleJob, ScoreJob, Student } from '../../../schemas/generated/trainer-job.js';
import type { LogitsRequest } from '../../core/models/verb-request.js';
import { takeLease } from '../../trainer/lease.js';
import { runTrainer } from '../../trainer/run-trainer.js';
import type { BatchProvider, CallContext, ChatRequest, ProviderAnswer, ProviderRequest } from '../contract.js';
import { onlyChat } from '../verb-not-offered.js';
import { readReplies, writeSampleJob } from './sample-replies.js';
import { readScores, writeScoreJob } from './score-texts.js';

export interface TransformersProviderInput {
  /** Absolute paths. */
  readonly student: Student;
  /** Source of a student drawn at random, and of sampling. */
  readonly seed: number;
  readonly trainer: TrainerAccess;
  /** Rows decoded, or kept, together. Default 64. */
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

type JobContext = CallContext & { readonly work: string; readonly onDevice?: (event: object) => void };

interface Job {
  readonly input: TransformersProviderInput;
  readonly context: JobContext;
  readonly python: string;
}

/**
 * A local model asked through the trainer: chats in one `sample` job, texts to score in one `score` job, in the work folder
 * given, so a job that was cut off goes on where it stood. A request's draw depends on the request alone. Without a
 * temperature it is greedy.
 */
export function createTransformersProvider(input: TransformersProviderInput): BatchProvider {
  return {
    kind: 'batch',
    async callAll(requests, context) {
      const { chats, texts } = byKind(input.student.path, requests);
      if (requests.length === 0) return [];
      const job: Job = { input, context, python: await input.trainer.python() };
      const answers: ProviderAnswer[] = [];
      const keep = (places: readonly number[], found: readonly ProviderAnswer[]): void => {
        for (const [at, place] of places.entries()) answers[place] = found[at]!;
      };
      if (chats.length > 0) keep(placesOf(chats), await sampleReplies(job, requestsOf(chats)));
      if (texts.length > 0) keep(placesOf(texts), await scoreTexts(job, requestsOf(texts)));
      return answers;
    },
    close: () => Promise.resolve(),
  };
}

interface Placed<Request> {
  readonly place: number;
  readonly request: Request;
}

const placesOf = (all: readonly Placed<unknown>[]): readonly number[] => all.map(({ place }) => place);
const requestsOf = <Request>(all: readonly Placed<Request>[]): readonly Request[] => all.map(({ request }) => request);

/** Before anything is started. Throws `verb-not-offered`. */
function byKind(name: string, requests: readonly ProviderRequest[]) {
  const chats: Placed<ChatRequest>[] = [];
  const texts: Placed<LogitsRequest>[] = [];
  for (const [place, request] of requests.entries())
    if (request.kind === 'logits') texts.push({ place, request });
    else chats.push({ place, request: onlyChat(name, request) });
  return { chats, texts };
}

async function sampleReplies(asked: Job, requests: readonly ChatRequest[]): Promise<readonly ProviderAnswer[]> {
  const { input, context } = asked;
  const lease = await takeLease(context.work);
  const job = writeSampleJob(requests, context.work, { student: input.student, ...shared(input), lease });
  await run(asked, job);
  return readReplies(job, requests.length);
}

async function scoreTexts(asked: Job, requests: readonly LogitsRequest[]): Promise<readonly ProviderAnswer[]> {
  const { input, context } = asked;
  const work = join(context.work, 'score');
  const lease = await takeLease(work);
  const job = writeScoreJob(requests, work, { model: input.student, ...shared(input), lease });
  await run(asked, job);
  return readScores(job, requests.length);
}

function shared({ batchRows = 64, seed, device = 'auto', threads = 0 }: TransformersProviderInput) {
  return { batch_rows: batchRows, seed, device, threads };
}

async function run({ input: { trainer }, context, python }: Job, job: SampleJob | ScoreJob): Promise<void> {
  const onEvent: TrainerAccess['onEvent'] = (event) => {
    trainer.onEvent?.(event);
    context.onDevice?.(event);
  };
  await runTrainer(job, { ...trainer, python, signal: context.signal, onEvent });
}
