import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ScoreJob } from '../../../schemas/generated/trainer-job.js';
import { LimbeckError } from '../../core/errors.js';
import type { LogitsRequest } from '../../core/models/verb-request.js';
import type { ProviderAnswer } from '../contract.js';

/** What the trainer's `score` job leaves for each text: ids and where its values lie, or why it could not be scored. */
type Line =
  | { readonly index: number; readonly refused: string }
  | {
      readonly index: number;
      readonly prompt_ids: readonly number[];
      readonly completion_ids: readonly number[];
      readonly tokenizer: string;
      readonly values: { readonly bytes: number };
    };

/** The job's files, all in `work`: it is gone on from after a crash. */
export function writeScoreJob(
  requests: readonly LogitsRequest[],
  work: string,
  about: Pick<ScoreJob, 'model' | 'batch_rows' | 'seed' | 'lease' | 'device' | 'threads'>,
): ScoreJob {
  mkdirSync(work, { recursive: true });
  const file = (name: string): string => join(work, name);
  writeFileSync(file('texts.jsonl'), requests.map((request, index) => `${requestLine(request, index)}\n`).join(''));
  return {
    kind: 'score',
    ...about,
    requests: file('texts.jsonl'),
    output: file('scores.jsonl'),
    values: file('scores.bin'),
  };
}

function requestLine({ messages, completion, top, temperature = 1 }: LogitsRequest, index: number): string {
  return JSON.stringify({ index, messages, completion, top, temperature });
}

export function readScores(job: ScoreJob, wanted: number): readonly ProviderAnswer[] {
  const lines = readFileSync(job.output, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line);
  const values = readFileSync(job.values);
  const bytes = lines.reduce((sum, line) => sum + ('values' in line ? line.values.bytes : 0), 0);
  if (lines.length !== wanted || lines.some(({ index }, place) => index !== place) || values.length !== bytes)
    throw incomplete(job, lines.length, wanted);
  let from = 0;
  return lines.map((line) => {
    if ('refused' in line) return refused(line.refused);
    const block = values.subarray(from, (from += line.values.bytes));
    return scored(line, block.toString('base64'));
  });
}

function scored(line: Extract<Line, { readonly values: object }>, values: string): ProviderAnswer {
  const { prompt_ids, completion_ids, tokenizer } = line;
  const usage = { prompt_tokens: prompt_ids.length + completion_ids.length, completion_tokens: 0 };
  const logits = { prompt_ids, completion_ids, tokenizer, values };
  return { answer: { kind: 'logits', text: '', finish_reason: 'stop', usage, logits }, facts: {} };
}

function refused(because: string): ProviderAnswer {
  const usage = { prompt_tokens: 0, completion_tokens: 0 };
  return { answer: { kind: 'logits', text: because, finish_reason: 'refused', usage }, facts: {} };
}

function incomplete({ output }: ScoreJob, found: number, wanted: number): LimbeckError {
  return new LimbeckError({
    code: 'trainer-output-incomplete',
    message: `The trainer said it was done, but ${output} and the values beside it do not hold ${wanted} texts (${found} lines).`,
    hint: 'It is tried again; if this repeats, look at the disk.',
    kind: 'transient',
  });
}
