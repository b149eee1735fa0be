import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TINY, tinyIds, tinyLogits, writeTinyStudent } from '../../../test/support/tiny-student.js';
import { createBatchDecoder } from './batch-decoder.js';
import { readPrompts } from './read-prompts.js';
import { ReplyInProgress } from './reply-in-progress.js';
import { readStudentFolder } from './student-folder.js';
import { openStudentModel, type ModelPass, type StudentModel } from './student-model.js';
import { createTextTokenizer, type TextTokenizer } from './text-tokenizer.js';

const home = mkdtempSync(join(tmpdir(), 'limbeck-decoder-'));
let model: StudentModel;
let tokenizer: TextTokenizer;

beforeAll(async () => {
  const folder = await readStudentFolder(writeTinyStudent(join(home, 'tiny')));
  model = await openStudentModel(folder);
  tokenizer = createTextTokenizer(folder);
});

afterAll(async () => {
  await model.close();
  rmSync(home, { recursive: true });
});

function open(prompt: string, maxTokens: number): ReplyInProgress {
  const { signal } = new AbortController();
  const greedy = { temperature: 0, topP: 1, stop: [], presencePenalty: 0, seed: 0, signal };
  const request = { input: { prompt }, maxTokens, ...greedy };
  // No token ends a reply: each has the length asked for.
  const endIds = new Set<number>();
  return new ReplyInProgress({ request, promptIds: tinyIds(prompt), context: TINY.context, endIds, tokenizer });
}

/** The model, and the shape of every pass it made: rows, new tokens, cached tokens. */
function watched(change: (pass: ModelPass) => void = () => undefined): { seen: string[]; model: StudentModel } {
  const seen: string[] = [];
  const run = (pass: ModelPass): ReturnType<StudentModel['run']> => {
    seen.push(`${pass.cache.rows} x ${pass.count} after ${pass.cache.length}`);
    change(pass);
    return model.run(pass);
  };
  return { seen, model: { ...model, run, close: () => Promise.resolve() } };
}

test('prompts too long for one pass are read in parts, each from where the last one ended', async () => {
  const prompts = ['a longer prompt', 'short', 'x'].map(tinyIds);
  const { seen, model: small } = watched();
  const read = await readPrompts({ ...small, tokensInOnePass: 21 }, prompts, TINY.pad);
  expect(seen).toEqual(['3 x 7 after 0', '3 x 7 after 7', '3 x 1 after 14']);
  expect(prompts.map((_, row) => [...read.logitsOf(row)])).toEqual(prompts.map(tinyLogits));
});

test('a request that comes while others are decoded is let in between two steps, and done rows leave', async () => {
  const { seen, model: small } = watched((pass) => {
    // Comes while the third pass is under way.
    if (seen.length === 3 && pass.count === 1) later.push(busy.decode(open('hi', 2)));
  });
  const later: Promise<{ completionTokens: number }>[] = [];
  const busy = createBatchDecoder({ model: small, padId: TINY.pad, batchRows: 8 });
  const replies = await Promise.all([busy.decode(open('say 1', 5)), busy.decode(open('say', 1))]);
  expect(replies.map((reply) => reply.completionTokens)).toEqual([5, 1]);
  expect((await Promise.all(later)).map((reply) => reply.completionTokens)).toEqual([2]);
  expect(seen).toEqual([
    '2 x 5 after 0',
    '1 x 1 after 5',
    '1 x 1 after 6',
    '1 x 2 after 0',
    '2 x 1 after 7',
    '1 x 1 after 8',
  ]);
  await busy.close();
});

test('a pass that fails ends the replies it was for, and the next are answered', async () => {
  let failures = 1;
  const { model: failing } = watched((pass) => {
    if (pass.count === 1 && failures-- > 0) throw new Error('out of memory');
  });
  const decoder = createBatchDecoder({ model: failing, padId: TINY.pad, batchRows: 8 });
  await expect(decoder.decode(open('say 1', 5))).rejects.toMatchObject({
    code: 'student-run-failed',
    message: 'The student could not go on: out of memory',
  });
  expect((await decoder.decode(open('say 1', 5))).completionTokens).toBe(5);
  await decoder.close();
});
