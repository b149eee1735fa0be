import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LogitsRequest } from '../../core/models/verb-request.js';
import type { BatchProvider, ProviderRequest } from '../contract.js';
import { withWeights } from '../with-weights.js';
import { createTransformersProvider } from './transformers-provider.js';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'limbeck-transformers-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program in the trainer's place: it answers every chat with its own words, and scores every text but "refuse me". */
function provider(script = ''): BatchProvider {
  const python = join(folder, 'python');
  const lines = `#!${process.execPath}
const fs = require('node:fs');
const job = JSON.parse(fs.readFileSync(process.argv[4], 'utf8'));
const asked = fs.readFileSync(job.requests, 'utf8').trim().split('\\n').map((line) => JSON.parse(line));
const write = (rows) => fs.writeFileSync(job.output, rows.map((row) => JSON.stringify(row) + '\\n').join(''));
const chat = ({ index, messages }) =>
  ({ index, text: messages[0].content, finish_reason: 'stop', prompt_tokens: 1, completion_tokens: 1 });
const scored = ({ index, completion }) => completion === 'refuse me' ? { index, refused: 'it is too long' } :
  { index, prompt_ids: [1], completion_ids: [2, 3], tokenizer: 'ab', values: { bytes: completion.length } };
${script}
if (job.kind === 'sample') write(asked.map(chat));
else {
  write(asked.map(scored));
  const kept = asked.filter(({ completion }) => completion !== 'refuse me');
  fs.writeFileSync(job.values, kept.map(({ completion }) => completion).join(''));
}
fs.appendFileSync(${JSON.stringify(join(folder, 'jobs'))}, job.kind + '\\n');
process.stdout.write(JSON.stringify({ event: 'done', facts: {} }) + '\\n');
`;
  writeFileSync(python, lines);
  chmodSync(python, 0o755);
  const student = { path: folder, initial: 'weights' as const };
  return createTransformersProvider({ student, seed: 0, trainer: { python: async () => python } });
}

const chatOf = (content: string): ProviderRequest => ({ messages: [{ role: 'user', content }] });
const textOf = (completion: string): LogitsRequest => ({
  kind: 'logits',
  messages: [{ role: 'user', content: 'say' }],
  completion,
  top: 2,
});
const context = () => ({ signal: new AbortController().signal, work: join(folder, 'work') });
const jobs = (): string[] => readFileSync(join(folder, 'jobs'), 'utf8').trim().split('\n');

test('texts to score go into a job of their own, and every answer is found in its place', async () => {
  const requests = [chatOf('a'), textOf('red'), chatOf('b'), textOf('refuse me'), textOf('green')];
  const answers = (await provider().callAll(requests, context())).map(({ answer }) => answer);
  expect(answers.map(({ kind, text }) => [kind ?? 'chat', text])).toEqual([
    ['chat', 'a'],
    ['logits', ''],
    ['chat', 'b'],
    ['logits', 'it is too long'],
    ['logits', ''],
  ]);
  const values = answers.map(({ logits }) => logits && Buffer.from(logits.values, 'base64').toString());
  expect(values).toEqual([undefined, 'red', undefined, undefined, 'green']);
  expect(answers[1]).toMatchObject({
    logits: { prompt_ids: [1], completion_ids: [2, 3], tokenizer: 'ab' },
    usage: { prompt_tokens: 3, completion_tokens: 0 },
  });
  expect(jobs()).toEqual(['sample', 'score']);
});

test('values that do not add up to what the lines say are asked for again', async () => {
  const cut = provider(`process.on('exit', () => fs.truncateSync(job.values, 2));`);
  await expect(cut.callAll([textOf('red')], context())).rejects.toMatchObject({
    code: 'trainer-output-incomplete',
    kind: 'transient',
  });
});

test('nothing asked starts nothing, and what the provider cannot do starts nothing either', async () => {
  expect(await provider().callAll([], context())).toEqual([]);
  const vector: ProviderRequest = { kind: 'embedding', text: 'a' };
  await expect(provider().callAll([chatOf('a'), vector], context())).rejects.toMatchObject({
    code: 'verb-not-offered',
  });
  expect(existsSync(join(folder, 'jobs'))).toBe(false);
});

test('a model that talks in this process starts the trainer for its logits alone', async () => {
  const talking: BatchProvider = {
    kind: 'batch',
    callAll: async (requests) =>
      requests.map(() => ({
        answer: { text: 'here', finish_reason: 'stop', usage: { prompt_tokens: 1, completion_tokens: 1 } },
        facts: {},
      })),
    close: () => Promise.resolve(),
  };
  const both = withWeights(talking, provider());
  const answers = await both.callAll([textOf('red'), chatOf('a')], context());
  expect(answers.map(({ answer }) => [answer.kind, answer.text])).toEqual([
    ['logits', ''],
    [undefined, 'here'],
  ]);
  expect(jobs()).toEqual(['score']);
  await both.callAll([chatOf('a')], context());
  expect(jobs()).toEqual(['score']);
});
