import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TINY, tinyIds, tinyLogits, tinyReply, writeTinyStudent } from '../../../test/support/tiny-student.js';
import type { GenerateRequest, ReplyPiece, StudentEngine } from './contract.js';
import { openStudentEngine } from './open-student-engine.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-student-'));
let engine: StudentEngine;
const { signal } = new AbortController();

beforeAll(async () => {
  engine = await openStudentEngine({ folder: writeTinyStudent(join(folder, 'tiny')), batchRows: 5 });
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function ask(prompt: string, changes: Partial<GenerateRequest> = {}): GenerateRequest {
  const greedy = { maxTokens: 12, temperature: 0, topP: 1, stop: [], presencePenalty: 0, seed: 0, signal };
  return { input: { prompt }, ...greedy, ...changes };
}

const prompts = Array.from({ length: 40 }, (_, at) => `${'please '.repeat(at % 5)}say ${at * 37}`);

test('what it says of itself', () => {
  expect(engine.info).toEqual({ name: 'tiny', context: TINY.context, vocabSize: TINY.vocab });
  expect(engine.countTokens('naïve 🙂')).toBe(Buffer.byteLength('naïve 🙂'));
  const talk = [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content: 'Hi' },
    { role: 'assistant', content: 'Ho' },
    { role: 'user', content: 'What?' },
  ] as const;
  expect(engine.renderPrompt(talk)).toBe('Be brief.\n\nHi\n\nHo<|im_end|>\nWhat?\n\n');
});

test('greedy replies of many at once are those worked out without batch, padding or cache', async () => {
  const lengths = prompts.map((_, at) => 1 + (at % 9));
  const replies = await Promise.all(
    prompts.map((prompt, at) => engine.generate(ask(prompt, { maxTokens: lengths[at]! }))),
  );
  const expected = prompts.map((prompt, at) => {
    const { ids, finishReason } = tinyReply(tinyIds(prompt), lengths[at]!);
    const bytes = Buffer.from(ids.filter((id) => id > 2).map((id) => id - 3));
    const text = new TextDecoder().decode(bytes);
    return { text, finishReason, promptTokens: tinyIds(prompt).length, completionTokens: ids.length };
  });
  expect(replies).toEqual(expected);
  expect(new Set(replies.map((reply) => reply.finishReason))).toEqual(new Set(['length', 'stop']));
});

test('a sampled reply depends on its own seed, not on what is decoded beside it', async () => {
  const sampled = { temperature: 8, topP: 0.95, seed: 5 };
  const alone = await engine.generate(ask('say 37', sampled));
  const among = await Promise.all([
    engine.generate(ask('say something longer than that', { temperature: 3, seed: 1 })),
    engine.generate(ask('say 37', sampled)),
    engine.generate(ask('no', { maxTokens: 2 })),
  ]);
  expect(among[1]).toEqual(alone);
  const others = await Promise.all([6, 7, 8, 9].map((seed) => engine.generate(ask('say 37', { ...sampled, seed }))));
  expect(new Set([alone, ...others].map((reply) => reply.text)).size).toBeGreaterThan(1);
});

test('a prompt that leaves no room for a reply is told, and a reply ends where the context does', async () => {
  const full = 'x'.repeat(TINY.context);
  expect(await engine.generate(ask(full))).toEqual({
    text: '',
    finishReason: 'prompt-too-long',
    promptTokens: TINY.context,
    completionTokens: 0,
  });
  const nearly = await engine.generate(ask(full.slice(2), { stop: ['never said'] }));
  expect([nearly.finishReason, nearly.completionTokens]).toEqual(['length', 2]);
});

test('an empty prompt is answered', async () => {
  const reply = await engine.generate(ask('', { maxTokens: 3 }));
  expect(reply.completionTokens).toBe(tinyReply([TINY.end], 3).ids.length);
});

test('pieces come token by token and are together the reply, with the probabilities the model gave', async () => {
  const pieces: ReplyPiece[] = [];
  const reply = await engine.generate(ask('say 74', { topLogprobs: 2, onPiece: (piece) => pieces.push(piece) }));
  expect(pieces.map((piece) => piece.text).join('')).toBe(reply.text);
  expect(reply.logprobs).toEqual(pieces.flatMap(({ token }) => token ?? []));
  expect(reply).toMatchObject(await engine.generate(ask('say 74')));
  const ids = tinyReply(tinyIds('say 74'), 12).ids.filter((id) => id !== TINY.end);
  expect(reply.logprobs!.map((token) => token.tokenId)).toEqual(ids);
  const logits = tinyLogits(tinyIds('say 74'));
  const norm = Math.log(logits.reduce((sum, logit) => sum + Math.exp(logit), 0));
  const first = reply.logprobs![0]!;
  expect(first.logprob).toBeCloseTo(logits[ids[0]!]! - norm, 4);
  expect(first.top.map(({ tokenId }) => tokenId)).toEqual(
    logits
      .map((_, id) => id)
      .sort((one, other) => logits[other]! - logits[one]! || one - other)
      .slice(0, 2),
  );
});

test('a stop text ends the reply before it, and a penalty keeps tokens from coming back', async () => {
  const whole = await engine.generate(ask('say 37', { maxTokens: 8 }));
  const stop = whole.text.charAt(2);
  const cut = await engine.generate(ask('say 37', { maxTokens: 8, stop: ['nowhere', stop] }));
  expect([cut.text, cut.finishReason]).toEqual([whole.text.slice(0, whole.text.indexOf(stop)), 'stop']);
  const varied = await engine.generate(ask('say 37', { presencePenalty: 1e6, topLogprobs: 0, maxTokens: 20 }));
  const said = varied.logprobs!.map((token) => token.tokenId);
  expect(new Set(said).size).toBe(said.length);
  expect(varied.logprobs!.every(({ logprob }) => logprob <= 0 && logprob > -1000)).toBe(true);
});

test('an aborted request ends with its reason and the others go on', async () => {
  const control = new AbortController();
  const reason = new Error('the caller left');
  const leaving = engine.generate(
    ask('say 1', { maxTokens: 40, signal: control.signal, onPiece: () => control.abort(reason) }),
  );
  const staying = engine.generate(ask('say 2'));
  await expect(leaving).rejects.toBe(reason);
  expect(await staying).toEqual(await engine.generate(ask('say 2')));
  await expect(engine.generate(ask('say 3', { signal: control.signal }))).rejects.toBe(reason);
});

test('a listener that throws ends its own reply alone', async () => {
  const [broken, whole] = await Promise.allSettled([
    engine.generate(
      ask('say 1', {
        onPiece: () => {
          throw new Error('broken listener');
        },
      }),
    ),
    engine.generate(ask('say 2')),
  ]);
  expect(broken).toMatchObject({ status: 'rejected', reason: { message: 'broken listener' } });
  expect(whole.status).toBe('fulfilled');
});

test('closing ends what is in flight', async () => {
  const other = await openStudentEngine({ folder: join(folder, 'tiny') });
  const inFlight = other.generate(ask('say 1', { maxTokens: 40 }));
  await Promise.all([other.close(), expect(inFlight).rejects.toMatchObject({ code: 'student-engine-closed' })]);
  await expect(other.generate(ask('say 1'))).rejects.toMatchObject({ code: 'student-engine-closed' });
});

test.each([
  ['there is no limbeck-onnx.json in it', (to: string) => rmSync(join(to, 'limbeck-onnx.json'))],
  [
    'model.onnx is not the file that limbeck-onnx.json was written for',
    (to: string) => writeFileSync(join(to, 'model.onnx'), 'torn'),
  ],
  ['its cache is float16, and only float32 is read here', (to: string) => writeTinyStudent(to, { dtype: 'float16' })],
  [
    '"file" in limbeck-onnx.json is no plain file name',
    (to: string) => writeTinyStudent(to, { file: '../model.onnx' }),
  ],
  [
    '"end_ids" in limbeck-onnx.json names no token that ends a reply',
    (to: string) => writeTinyStudent(to, { end_ids: [] }),
  ],
])('a folder is refused because %s', async (because, spoil) => {
  const spoilt = writeTinyStudent(mkdtempSync(join(folder, 'spoilt-')));
  spoil(spoilt);
  await expect(openStudentEngine({ folder: spoilt })).rejects.toMatchObject({
    code: 'student-folder-unusable',
    message: `The folder ${spoilt} holds no student that can answer in this process: ${because}.`,
  });
});

test('a student with a template of its own takes plain prompts and refuses conversations', async () => {
  const own = writeTinyStudent(join(folder, 'own'));
  writeFileSync(join(own, 'chat_template.jinja'), `${readFileSync(join(own, 'chat_template.jinja'), 'utf8')} `);
  const student = await openStudentEngine({ folder: own });
  expect(await student.generate(ask('say 2'))).toEqual(await engine.generate(ask('say 2')));
  await expect(
    student.generate(ask('', { input: { messages: [{ role: 'user', content: 'Hi' }] } })),
  ).rejects.toMatchObject({ code: 'chat-template-unknown' });
  await student.close();
});
