import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tinyIds, tinyReply, writeTinyStudent } from '../../../test/support/tiny-student.js';
import type { ChatRequest } from '../contract.js';
import type { StudentEngine } from './contract.js';
import { createOnnxProvider } from './onnx-provider.js';

const folder = mkdtempSync(join(tmpdir(), 'limbeck-onnx-'));
const student = writeTinyStudent(join(folder, 'student'));
afterAll(() => rmSync(folder, { recursive: true }));

const context = () => ({ signal: new AbortController().signal, work: folder });
const ask = (content: string, sampling?: ChatRequest['sampling']): ChatRequest => ({
  messages: [{ role: 'user', content }],
  ...(sampling ? { sampling } : {}),
});

test('answers come in the order of the requests, with usage and the trainer’s words for how they ended', async () => {
  const provider = createOnnxProvider({ folder: student });
  const answers = await provider.callAll([ask('say 1', { max_tokens: 2 }), ask('x'.repeat(60)), ask('hi')], context());
  await provider.close();
  const usage = answers.map(({ answer }) => [answer.finish_reason, answer.usage]);
  const hi = tinyReply(tinyIds('hi\n\n'), 512);
  expect(usage).toEqual([
    ['length', { prompt_tokens: 7, completion_tokens: 2 }],
    ['prompt-too-long', { prompt_tokens: 62, completion_tokens: 0 }],
    [hi.finishReason, { prompt_tokens: 4, completion_tokens: hi.ids.length }],
  ]);
});

test('a sampled answer is the request’s own: the same again, in other company, and another for another sample', async () => {
  const provider = createOnnxProvider({ folder: student, batchRows: 2 });
  const warm: ChatRequest = ask('say 1', { temperature: 5, max_tokens: 10 });
  const first = await provider.callAll([warm], context());
  const [again, among] = await Promise.all([
    provider.callAll([warm], context()),
    provider.callAll([ask('other', { temperature: 2, max_tokens: 3 }), warm, { ...warm, sample_index: 1 }], context()),
  ]);
  expect(again).toEqual(first);
  expect(among[1]).toEqual(first[0]);
  expect(among[2]).not.toEqual(first[0]);
  await provider.close();
});

test('requests are handed over a few at a time, with room for other work in between', async () => {
  let inFlight = 0;
  let most = 0;
  const engine: Pick<StudentEngine, 'generate' | 'close'> = {
    async generate() {
      most = Math.max(most, (inFlight += 1));
      await Promise.resolve();
      inFlight -= 1;
      return { text: '', finishReason: 'prompt-too-long', promptTokens: 9, completionTokens: 0 };
    },
    close: () => Promise.resolve(),
  };
  const provider = createOnnxProvider({ folder, batchRows: 1, open: () => Promise.resolve(engine as StudentEngine) });
  let turns = 0;
  let answered = false;
  const turn = (): void => {
    turns += 1;
    if (!answered) setImmediate(turn);
  };
  turn();
  await provider.callAll(
    Array.from({ length: 200 }, (_, at) => ask(`say ${at}`)),
    context(),
  );
  answered = true;
  expect(most).toBeLessThanOrEqual(4);
  expect(turns).toBeGreaterThan(45);
  await provider.close();
});

test('an abort ends the call with its reason; a closed provider takes none', async () => {
  const provider = createOnnxProvider({ folder: student });
  const control = new AbortController();
  const calls = provider.callAll([ask('say 1', { max_tokens: 30 }), ask('say 2')], {
    ...context(),
    signal: control.signal,
  });
  control.abort(new Error('stopped'));
  await expect(calls).rejects.toThrow('stopped');
  await provider.close();
  await expect(provider.callAll([ask('say 1')], context())).rejects.toMatchObject({ code: 'student-engine-closed' });
});

test('a folder that was mended is opened by the next call', async () => {
  const later = join(folder, 'later');
  const provider = createOnnxProvider({ folder: later });
  await expect(provider.callAll([ask('hi')], context())).rejects.toMatchObject({ code: 'student-folder-unusable' });
  writeTinyStudent(later);
  expect(await provider.callAll([ask('hi')], context())).toHaveLength(1);
  await provider.close();
});
