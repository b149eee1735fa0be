import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { parseChatRequest } from '../chat-request.js';
import { HEAD, MOST_BYTES, requestKey, type RecordedAnswer } from './cassette.js';
import { openCassette } from './open-cassette.js';
import { replayTeacher } from './replay-teacher.js';

const recorded = (content: string, text: string, sampling: RecordedAnswer['sampling'] = {}): RecordedAnswer => {
  const messages = [{ role: 'user' as const, content }];
  return {
    key: requestKey({ messages, sampling }),
    messages,
    sampling,
    text,
    finish_reason: 'stop',
    usage: { prompt_tokens: 3, completion_tokens: 2 },
    model: 'big',
    model_digest: 'sha256:1',
    server: 'some 1.0',
    at: '2026-12-01T00:00:00.000Z',
  };
};

const missing: string[] = [];
const teacherOf = (...answers: RecordedAnswer[]): ((content: string, more?: object) => unknown) => {
  const teacher = replayTeacher(answers, { file: '/any/answers.jsonl.gz', say: (text) => missing.push(text) });
  return (content, more = {}) => {
    const body = JSON.stringify({ model: 'big', messages: [{ role: 'user', content }], ...more });
    const { choices } = teacher.reply(parseChatRequest(body)) as { choices: { message: { content: string } }[] };
    return choices[0]!.message.content;
  };
};

test('a request gets the answer that was recorded of it, drawn as it was drawn then', () => {
  const ask = teacherOf(
    recorded('Who?', 'Ada', { temperature: 0 }),
    recorded('Who?', 'Bob', { temperature: 1, seed: 3 }),
  );
  expect(ask('Who?', { temperature: 0 })).toBe('Ada');
  expect(ask('Who?', { temperature: 1, seed: 3 })).toBe('Bob');
  // How the schema is sent depends on the binding, not on what was asked.
  expect(ask('Who?', { temperature: 0, response_format: { type: 'json_object' } })).toBe('Ada');
});

test('a request that was asked several times gets its answers in turn', () => {
  const ask = teacherOf(recorded('Who?', 'Ada'), recorded('Where?', 'Here'), recorded('Who?', 'Bob'));
  expect([ask('Who?'), ask('Who?'), ask('Where?'), ask('Who?')]).toEqual(['Ada', 'Bob', 'Here', 'Ada']);
});

test('what was never recorded is told and refused as a fault of its row', () => {
  const ask = teacherOf(recorded('Who?', 'Ada', { temperature: 0 }));
  expect(() => ask('Who?', { temperature: 0.5 })).toThrow(
    expect.objectContaining({
      status: 400,
      param: 'messages',
      message: expect.stringContaining('in answers.jsonl.gz'),
    }),
  );
  expect(missing).toEqual([expect.stringMatching(/^not recorded: [0-9a-f]{12} "Who\?"$/)]);
});

test.each<[string, () => Buffer, string]>([
  ['no gzip', () => Buffer.from('hello'), 'is no gzip file of JSON lines'],
  ['another head', () => packed({ limbeck_answers: 2 }), 'does not begin as recorded answers do'],
  [
    'an answer without a server',
    () => packed(HEAD, { ...recorded('Who?', 'Ada'), server: undefined }),
    'says no server in line 2',
  ],
  [
    'an answer to another request',
    () => packed(HEAD, { ...recorded('Who?', 'Ada'), sampling: { seed: 1 } }),
    "is not its request's",
  ],
  ['more than a recording may weigh', () => gzipSync(randomBytes(MOST_BYTES + 10)), 'are allowed'],
])('a file that has %s is refused', async (_what, bytes, says) => {
  const folder = mkdtempSync(join(tmpdir(), 'limbeck-recorded-'));
  try {
    const file = join(folder, 'answers.jsonl.gz');
    writeFileSync(file, bytes());
    await expect(openCassette(file)).rejects.toMatchObject({
      code: 'recording-broken',
      message: expect.stringContaining(says),
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function packed(...lines: readonly object[]): Buffer {
  return gzipSync(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
