import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SampleJob } from '../../../schemas/generated/trainer-job.js';
import { LimbeckError } from '../../core/errors.js';
import type { ChatRequest, ProviderAnswer } from '../contract.js';
import { requestSeed } from '../replies/request-seed.js';

interface SampledReply {
  readonly index: number;
  readonly text: string;
  readonly finish_reason: string;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

/** The job's files, all in `work`: it is gone on from after a crash. */
export function writeSampleJob(
  requests: readonly ChatRequest[],
  work: string,
  about: Pick<SampleJob, 'student' | 'batch_rows' | 'seed' | 'lease' | 'device' | 'threads'>,
): SampleJob {
  mkdirSync(work, { recursive: true });
  const file = join(work, 'requests.jsonl');
  writeFileSync(file, requests.map((request, index) => `${requestLine(request, index)}\n`).join(''));
  return { kind: 'sample', ...about, requests: file, output: join(work, 'replies.jsonl') };
}

function requestLine(request: ChatRequest, index: number): string {
  const { messages, sampling = {} } = request;
  return JSON.stringify({ index, messages, sampling: { ...sampling, seed: requestSeed(request) } });
}

export function readReplies({ output: file }: SampleJob, wanted: number): readonly ProviderAnswer[] {
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
