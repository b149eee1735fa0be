import { LimbeckError } from '../../core/errors.js';
import type { CompleteRequest } from '../../core/models/verb-request.js';
import type { BatchProvider, ChatRequest, ProviderAnswer, ProviderRequest } from '../contract.js';
import { requestSeed } from '../replies/request-seed.js';
import { verbNotOffered } from '../verb-not-offered.js';
import type { Generation, OpenStudentEngine, StudentEngine } from './contract.js';
import { DEFAULT_BATCH_ROWS, openStudentEngine } from './open-student-engine.js';

/** What the trainer's `sample` takes where a request does not say. */
const MAX_TOKENS_BY_DEFAULT = 512;

export interface OnnxProviderInput {
  /** Absolute; as the trainer exports it. */
  readonly folder: string;
  readonly batchRows?: number;
  readonly threads?: number;
  /** Tests give an engine of their own. */
  readonly open?: OpenStudentEngine;
}

/**
 * An exported student asked in this process, its greedy answers those of the trainer's `sample`. The model is in memory only
 * while something is asked of it: a loop leaves a student every round, and a worker lives for days.
 */
export function createOnnxProvider(input: OnnxProviderInput): BatchProvider {
  let engine: Promise<StudentEngine> | undefined;
  let callers = 0;
  let closed = false;

  function openEngine(): Promise<StudentEngine> {
    if (engine) return engine;
    const { open = openStudentEngine, ...where } = input;
    const opening = open(where);
    engine = opening;
    // One that did not open is not kept: the next call tries again.
    opening.catch(() => (engine = engine === opening ? undefined : engine));
    return opening;
  }

  async function closeEngine(): Promise<void> {
    const open = engine;
    engine = undefined;
    await (await open)?.close();
  }

  return {
    kind: 'batch',
    async callAll(requests, context) {
      if (requests.length === 0) return [];
      if (closed) throw providerClosed(input.folder);
      const texts = requests.map((request) => onlyTexts(input.folder, request));
      callers += 1;
      try {
        const lanes = 4 * (input.batchRows ?? DEFAULT_BATCH_ROWS);
        return await answerAll({ student: await openEngine(), requests: texts, lanes, signal: context.signal });
      } finally {
        callers -= 1;
        if (callers === 0) await closeEngine();
      }
    },
    async close() {
      closed = true;
      await closeEngine();
    },
  };
}

/** In the order of the requests. When one fails, so do all: those still waiting are given up. */
async function answerAll(input: {
  readonly student: StudentEngine;
  readonly requests: readonly TextRequest[];
  /** Requests handed to the student at once: enough that none of its rows waits for one. */
  readonly lanes: number;
  readonly signal: AbortSignal;
}): Promise<ProviderAnswer[]> {
  const { student, requests, lanes, signal } = input;
  const stopping = new AbortController();
  const stop = (): void => stopping.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  const answers: ProviderAnswer[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < requests.length) {
      const at = next++;
      // Turning a prompt into tokens takes this thread's time; the worker has heartbeats to send.
      await new Promise(setImmediate);
      const request = requests[at]!;
      const answer = answerOf(await ask(student, request, stopping.signal));
      answers[at] = request.kind === undefined ? answer : ofKind(request.kind, answer);
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(lanes, requests.length) }, lane));
    return answers;
  } catch (error) {
    stopping.abort(error);
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function ask(student: StudentEngine, request: TextRequest, signal: AbortSignal): Promise<Generation> {
  const { sampling = {} } = request;
  return student.generate({
    input: request.kind === undefined ? { messages: request.messages } : { prompt: request.prompt },
    maxTokens: sampling.max_tokens ?? MAX_TOKENS_BY_DEFAULT,
    temperature: sampling.temperature ?? 0,
    topP: sampling.top_p ?? 1,
    stop: sampling.stop ?? [],
    presencePenalty: sampling.presence_penalty ?? 0,
    seed: requestSeed(request),
    signal,
  });
}

type TextRequest = ChatRequest | CompleteRequest;

function onlyTexts(name: string, request: ProviderRequest): TextRequest {
  if (request.kind === undefined || request.kind === 'completion') return request;
  throw verbNotOffered(name, request.kind);
}

function ofKind(kind: CompleteRequest['kind'], { answer, facts }: ProviderAnswer): ProviderAnswer {
  return { answer: { ...answer, kind }, facts };
}

function answerOf({ text, finishReason, promptTokens, completionTokens }: Generation): ProviderAnswer {
  const usage = { prompt_tokens: promptTokens, completion_tokens: completionTokens };
  return { answer: { text, finish_reason: finishReason, usage }, facts: {} };
}

function providerClosed(folder: string): LimbeckError {
  return new LimbeckError({
    code: 'student-engine-closed',
    message: `The student in ${folder} was closed while it still had something to answer.`,
    hint: 'It is tried again.',
    kind: 'transient',
  });
}
