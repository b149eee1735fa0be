import { startTeacher, teachers } from './index.js';
import type { TeacherServer } from './serve-teacher.js';

let server: TeacherServer;
beforeAll(async () => {
  server = await startTeacher('contract-terms', { port: 0 });
});
afterAll(() => server.close());

interface Chat {
  readonly model: string;
  readonly choices: readonly { readonly message: { readonly content: string }; readonly finish_reason: string }[];
  readonly usage: { readonly prompt_tokens: number; readonly completion_tokens: number; readonly total_tokens: number };
  readonly error?: { readonly message: string; readonly param: string | null };
}

const clause = 'It starts on 3 March 2021 for a year; notice: ten days.';
const reading = { role: 'user', content: `Reply with JSON: start, months, notice_days.\n\nClause:\n${clause}` };

async function post(body: unknown): Promise<{ status: number; body: Chat }> {
  const response = await fetch(`${server.url}/chat/completions`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Chat };
}

test('a chat request is answered in the form of OpenAI, with usage', async () => {
  const { status, body } = await post({ model: 'rule-based-contract-terms', messages: [reading], temperature: 0 });
  expect(status).toBe(200);
  expect(body.model).toBe('rule-based-contract-terms');
  expect(body.choices[0]).toMatchObject({
    message: { role: 'assistant', content: '{"start":"2021-03-03","months":12,"notice_days":10}' },
    finish_reason: 'stop',
  });
  const { prompt_tokens, completion_tokens, total_tokens } = body.usage;
  expect(prompt_tokens).toBeGreaterThan(25);
  expect(completion_tokens).toBeGreaterThan(10);
  expect(total_tokens).toBe(prompt_tokens + completion_tokens);
});

test('a reply that meets max_tokens is cut there and says so', async () => {
  const { body } = await post({ messages: [reading], max_tokens: 5 });
  expect(body.choices[0]).toMatchObject({ finish_reason: 'length' });
  expect(body.usage.completion_tokens).toBe(5);
});

test('a reply ends before a stop text', async () => {
  const { body } = await post({ messages: [reading], stop: ['"months"'] });
  expect(body.choices[0]!.message.content).toBe('{"start":"2021-03-03",');
});

test('equal requests give equal bytes', async () => {
  const request = { messages: [{ role: 'user', content: `1. ${clause}\n\nWrite 3 more.` }], temperature: 1 };
  expect((await post(request)).body).toEqual((await post(request)).body);
});

test.each([
  ['no JSON', '{', null],
  ['no messages', {}, 'messages'],
  ['a role nobody knows', { messages: [{ role: 'tool', content: '' }] }, 'messages[0].role'],
  ['several choices', { messages: [reading], n: 2 }, 'n'],
  ['a stream', { messages: [reading], stream: true }, 'stream'],
  ['log-probabilities', { messages: [reading], logprobs: true }, 'logprobs'],
  ['a wild temperature', { messages: [reading], temperature: 3 }, 'temperature'],
])('%s is refused, naming the parameter', async (_name, body, param) => {
  const reply = await post(body);
  expect(reply.status).toBe(400);
  expect(reply.body.error).toMatchObject({ type: 'invalid_request_error', param });
});

test('it says what it is wherever it is asked', async () => {
  const get = async (path: string): Promise<unknown> => (await fetch(new URL(path, server.url))).json();
  expect(await get('/healthz')).toEqual({
    name: 'contract-terms',
    model: 'rule-based-contract-terms',
    rule_based: true,
  });
  expect(await get('/v1/models')).toMatchObject({ data: [{ id: 'rule-based-contract-terms' }] });
  expect((await fetch(new URL('/v1/embeddings', server.url))).status).toBe(404);
  expect(teachers.every(({ model, summary }) => model.startsWith('rule-based-') && /rule-based/i.test(summary))).toBe(
    true,
  );
});

test('a port in use and a name nobody has are refused', async () => {
  const port = Number(new URL(server.url).port);
  await expect(startTeacher('contract-terms', { port })).rejects.toMatchObject({ code: 'port-in-use' });
  await expect(startTeacher('poet', { port: 0 })).rejects.toMatchObject({
    code: 'unknown-teacher',
    hint: 'Known: contract-terms, word-problems.',
  });
});

test('latency is waited for, without holding up others', async () => {
  const slow = await startTeacher('contract-terms', { port: 0, latencyMs: 1_000 });
  try {
    const begun = performance.now();
    const body = JSON.stringify({ messages: [reading] });
    await Promise.all(
      Array.from({ length: 10 }, () => fetch(`${slow.url}/chat/completions`, { method: 'POST', body })),
    );
    const took = performance.now() - begun;
    expect(took).toBeGreaterThanOrEqual(990);
    expect(took).toBeLessThan(9_000);
  } finally {
    await slow.close();
  }
});
