import { request as httpRequest } from 'node:http';
import type { StudentServer } from '../../src/serve/serve-student.js';
import { post, startServer } from './start-server.js';
import { createWordEngine } from './word-engine.js';

const model = 'run-1/student';
const engine = createWordEngine();
let server: StudentServer;
beforeAll(async () => {
  server = await startServer(engine);
});
afterAll(() => server.stop(0));

/** What is sent, the parameter the error names, and the error's code. */
type Case = readonly [name: string, body: unknown, param: string | null, code?: string];
const cases = (list: readonly Case[]): [string, unknown, object][] =>
  list.map(([name, body, param, code = null]) => [name, body, { param, code }]);

const user = { role: 'user', content: 'hello' };
const chat = { model, messages: [user] };
const completion = { model, prompt: 'hello' };

test.each(
  cases([
    ['no JSON', '{"model":', null],
    ['a list', [], null],
    ['no model', { messages: [user] }, 'model'],
    ['no messages', { model }, 'messages'],
    ['an empty list of messages', { model, messages: [] }, 'messages'],
    ['a message that is a text', { model, messages: ['hello'] }, 'messages[0]'],
    ['a role nobody knows', { model, messages: [user, { ...user, role: 'robot' }] }, 'messages[1].role'],
    ['a tool turn', { model, messages: [{ ...user, role: 'tool' }] }, 'messages[0].role'],
    ['no content', { model, messages: [{ role: 'user' }] }, 'messages[0].content'],
    [
      'an image',
      { model, messages: [{ role: 'user', content: [{ type: 'image_url' }] }] },
      'messages[0].content[0].type',
    ],
    [
      'a part without text',
      { model, messages: [{ role: 'user', content: [{ type: 'text' }] }] },
      'messages[0].content[0].text',
    ],
    ['a named speaker', { model, messages: [{ ...user, name: 'Ann' }] }, 'messages[0].name', 'unsupported_parameter'],
    ['a wild temperature', { ...chat, temperature: 3 }, 'temperature'],
    ['a temperature in words', { ...chat, temperature: '1' }, 'temperature'],
    ['a top_p above one', { ...chat, top_p: 1.1 }, 'top_p'],
    ['no tokens at all', { ...chat, max_tokens: 0 }, 'max_tokens'],
    ['half a token', { ...chat, max_completion_tokens: 1.5 }, 'max_completion_tokens'],
    ['two limits', { ...chat, max_tokens: 1, max_completion_tokens: 2 }, 'max_tokens'],
    ['five stop texts', { ...chat, stop: ['a', 'b', 'c', 'd', 'e'] }, 'stop'],
    ['an empty stop text', { ...chat, stop: ['a', ''] }, 'stop[1]'],
    ['no choices', { ...chat, n: 0 }, 'n'],
    ['more choices than the server takes on', { ...chat, n: 17 }, null],
    ['a seed that JSON cannot carry', { ...chat, seed: 2 ** 60 }, 'seed'],
    ['a wild penalty', { ...chat, presence_penalty: -3 }, 'presence_penalty'],
    ['logprobs in the other form', { ...chat, logprobs: 2 }, 'logprobs'],
    ['top_logprobs alone', { ...chat, top_logprobs: 2 }, 'top_logprobs'],
    ['too many top_logprobs', { ...chat, logprobs: true, top_logprobs: 21 }, 'top_logprobs'],
    ['stream in words', { ...chat, stream: 'yes' }, 'stream'],
    ['stream_options without a stream', { ...chat, stream_options: {} }, 'stream_options'],
    ['usage in words', { ...chat, stream: true, stream_options: { include_usage: 1 } }, 'stream_options.include_usage'],
    [
      'another stream option',
      { ...chat, stream: true, stream_options: { pace: 1 } },
      'stream_options.pace',
      'unsupported_parameter',
    ],
    ['tools', { ...chat, tools: [{ type: 'function' }] }, 'tools', 'unsupported_parameter'],
    ['a forced tool', { ...chat, tool_choice: 'required' }, 'tool_choice', 'unsupported_parameter'],
    [
      'a reply schema',
      { ...chat, response_format: { type: 'json_schema' } },
      'response_format',
      'unsupported_parameter',
    ],
    ['a frequency penalty', { ...chat, frequency_penalty: 0.5 }, 'frequency_penalty', 'unsupported_parameter'],
    ['a logit bias', { ...chat, logit_bias: { 5: 1 } }, 'logit_bias', 'unsupported_parameter'],
    ['a misspelt parameter', { ...chat, temprature: 1 }, 'temprature', 'unknown_parameter'],
    ['a prompt where messages belong', { ...chat, prompt: 'hello' }, 'prompt', 'unknown_parameter'],
  ]),
)('a chat request with %s is refused, naming what is meant', async (_name, body, error) => {
  const { status, body: reply } = await post(`${server.url}/chat/completions`, body);
  expect({ status, reply }).toEqual({
    status: 400,
    reply: { error: { ...error, type: 'invalid_request_error', message: expect.stringMatching(/^\S.*[.?]$/) } },
  });
  expect(engine.asked).toEqual([]);
});

test.each(
  cases([
    ['no prompt', { model }, 'prompt'],
    ['no prompts', { model, prompt: [] }, 'prompt'],
    ['token ids', { model, prompt: [15, 7] }, 'prompt[0]'],
    ['lists of token ids', { model, prompt: ['hello', [15, 7]] }, 'prompt[1]'],
    ['logprobs in the other form', { ...completion, logprobs: true }, 'logprobs'],
    ['too many logprobs', { ...completion, logprobs: 6 }, 'logprobs'],
    ['an echo', { ...completion, echo: true }, 'echo', 'unsupported_parameter'],
    ['a suffix', { ...completion, suffix: '.' }, 'suffix', 'unsupported_parameter'],
    ['a choice of the best', { ...completion, best_of: 3 }, 'best_of', 'unsupported_parameter'],
    ['a prompt that fills the context', { model, prompt: 'so '.repeat(64) }, 'prompt', 'context_length_exceeded'],
  ]),
)('a completion request with %s is refused, naming what is meant', async (_name, body, error) => {
  const { status, body: reply } = await post(`${server.url}/completions`, body);
  expect({ status, reply }).toEqual({
    status: 400,
    reply: { error: { ...error, type: 'invalid_request_error', message: expect.stringMatching(/^\S.*[.?]$/) } },
  });
  expect(engine.asked).toEqual([]);
});

test('a misspelt parameter is told the nearest', async () => {
  const { body } = await post(`${server.url}/chat/completions`, { ...chat, temprature: 1 });
  expect(body).toMatchObject({
    error: { message: 'There is no parameter "temprature" here. Did you mean "temperature"?' },
  });
});

test('parameters that ask for nothing, or say who asks, are taken', async () => {
  const harmless = {
    user: 'ann',
    metadata: { a: 'b' },
    store: true,
    service_tier: 'auto',
    tools: [],
    tool_choice: 'none',
    response_format: { type: 'text' },
    modalities: ['text'],
    frequency_penalty: 0,
    logit_bias: {},
    audio: null,
    stop: null,
    seed: null,
    temperature: null,
  };
  expect((await post(`${server.url}/chat/completions`, { ...chat, ...harmless })).status).toBe(200);
  const { best_of, echo, suffix } = { best_of: 1, echo: false, suffix: null };
  expect((await post(`${server.url}/completions`, { ...completion, best_of, echo, suffix })).status).toBe(200);
});

test.each<[string, string, RequestInit, { status: number; code: string | null; message: string }]>([
  [
    'another model',
    '/v1/chat/completions',
    { body: JSON.stringify({ ...chat, model: 'gpt-9' }) },
    {
      status: 404,
      code: 'model_not_found',
      message: 'There is no model "gpt-9" here. This server has "run-1/student".',
    },
  ],
  [
    'another path',
    '/v1/embeddings',
    {},
    {
      status: 404,
      code: 'unknown_path',
      message:
        'There is no /v1/embeddings here. Known: POST /v1/chat/completions, POST /v1/completions, GET /v1/models, GET /health.',
    },
  ],
  [
    'another method',
    '/v1/completions',
    { method: 'GET' },
    { status: 405, code: 'method_not_allowed', message: '/v1/completions takes POST, not GET.' },
  ],
  [
    'a form',
    '/v1/completions',
    { headers: { 'content-type': 'text/plain' }, body: JSON.stringify(completion) },
    {
      status: 415,
      code: 'unsupported_media_type',
      message: 'The body must be JSON, with the header content-type: application/json.',
    },
  ],
  [
    'a path that is none',
    '/v1/models/%ff',
    { method: 'GET' },
    { status: 400, code: null, message: 'The path cannot be read.' },
  ],
])('%s is refused with its own status', async (_name, path, init, { status, ...error }) => {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(new URL(path, server.url), { method: 'POST', headers, ...init });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ error });
});

test.each([
  ['4 MiB and one byte', 4 * 2 ** 20 + 1],
  ['16 MiB', 16 * 2 ** 20],
])('a body of %s is refused', async (_name, bytes) => {
  const { status, body } = await post(`${server.url}/completions`, 'x'.repeat(bytes));
  expect(status).toBe(413);
  expect(body).toMatchObject({ error: { message: 'A request may have 4194304 bytes.' } });
});

test('a body that does not say its length is refused when it turns out too long', async () => {
  const status = await new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const asked = httpRequest({ port, method: 'POST', path: '/v1/completions', headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject);
    for (let part = 0; part < 5; part++) asked.write('x'.repeat(2 ** 20));
    asked.end();
  });
  expect(status).toBe(413);
});

test('a prompt far beyond the context is refused without counting its tokens, which would hold up all others', async () => {
  const refuseToCount = (): number => {
    throw new Error('counted');
  };
  const other = await startServer({ ...createWordEngine(), countTokens: refuseToCount });
  try {
    const prompt = 'so '.repeat(64 * 32);
    expect(await post(`${other.url}/completions`, { model, prompt })).toMatchObject({
      status: 400,
      body: { error: { code: 'context_length_exceeded', message: expect.stringContaining('6144 characters') } },
    });
  } finally {
    await other.stop(0);
  }
});

test('a web page that lets its own name point to this machine is refused', async () => {
  const { port } = new URL(server.url);
  const status = await new Promise((resolve, reject) => {
    const asked = httpRequest({ port, path: '/v1/models', headers: { host: 'rebound.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    asked.on('error', reject).end();
  });
  expect(status).toBe(403);
});

test('with a token, only who has it is answered, by whatever name', async () => {
  const closed = await startServer(engine, { token: 'open-sesame' });
  try {
    const ask = (headers: Record<string, string>) => post(`${closed.url}/chat/completions`, chat, headers);
    expect(await ask({})).toMatchObject({
      status: 401,
      body: { error: { type: 'authentication_error', code: 'invalid_api_key' } },
    });
    expect((await ask({ authorization: 'Bearer open-barley' })).status).toBe(401);
    expect((await ask({ authorization: 'Bearer open-sesame' })).status).toBe(200);
    expect((await fetch(new URL('/v1/models', closed.url))).status).toBe(401);
    expect((await fetch(new URL('/health', closed.url))).status).toBe(200);
  } finally {
    await closed.stop(0);
  }
});
