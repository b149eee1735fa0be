import OpenAI, { BadRequestError, NotFoundError } from 'openai';
import { createOpenAiProvider } from '../../src/models/openai/openai-provider.js';
import type { StudentServer } from '../../src/serve/serve-student.js';
import { startServer } from './start-server.js';
import { createWordEngine } from './word-engine.js';

const model = 'run-1/student';
const engine = createWordEngine({
  reply: ({ prompt, temperature, seed }) => `You said: ${prompt}${temperature > 0 ? ` ${seed}` : ''}`,
});
const messages = [{ role: 'user' as const, content: 'good morning' }];
let server: StudentServer;
let client: OpenAI;

beforeAll(async () => {
  server = await startServer(engine);
  client = new OpenAI({ baseURL: server.url, apiKey: 'none', maxRetries: 0 });
});
afterAll(() => server.stop(0));

async function collect<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

test('a chat completion', async () => {
  const { id, ...completion } = await client.chat.completions.create({ model, messages });
  expect(id).toMatch(/^chatcmpl-id\d+$/);
  expect(completion).toEqual({
    object: 'chat.completion',
    created: 1000,
    model,
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: 'You said: user: good morning', refusal: null },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
  });
});

test('text parts, a developer turn and a reply given back are read', async () => {
  await client.chat.completions.create({
    model,
    messages: [
      { role: 'developer', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'good ' },
          { type: 'text', text: 'day' },
        ],
      },
      { role: 'assistant', content: 'yes', refusal: null },
      { role: 'user', content: 'and?' },
    ],
  });
  expect(engine.asked.at(-1)?.input).toEqual({
    prompt: 'system: Be brief.\nuser: good day\nassistant: yes\nuser: and?',
  });
});

test('a streamed chat completion comes word by word and ends with its usage', async () => {
  const chunks = await collect(
    await client.chat.completions.create({
      model,
      messages,
      stream: true,
      stream_options: { include_usage: true },
    }),
  );
  expect(new Set(chunks.map(({ object, id }) => `${object} ${id}`)).size).toBe(1);
  expect(chunks.map(({ choices }) => choices[0]?.delta.content)).toEqual([
    '',
    'You',
    ' said:',
    ' user:',
    ' good',
    ' morning',
    undefined,
    undefined,
  ]);
  expect(chunks.map(({ choices }) => choices[0]?.finish_reason)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
    'stop',
    undefined,
  ]);
  expect(chunks.map(({ usage }) => usage)).toEqual([
    ...Array.from({ length: 7 }, () => null),
    { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 },
  ]);
});

test('the stream helper of the package puts the reply together', async () => {
  const stream = client.chat.completions.stream({ model, messages, n: 2, temperature: 1, seed: 5 });
  const { choices } = await stream.finalChatCompletion();
  expect(choices.map(({ index, message }) => [index, message.content])).toEqual([
    [0, 'You said: user: good morning 5'],
    [1, expect.stringMatching(/^You said: user: good morning \d{6,}$/)],
  ]);
});

test('stop, max_completion_tokens, temperature, top_p, penalty and seed reach the student', async () => {
  const { choices } = await client.chat.completions.create({
    model,
    messages,
    stop: ' morning',
    max_completion_tokens: 3,
    temperature: 0.5,
    top_p: 0.9,
    presence_penalty: 1,
    seed: 11,
  });
  expect(choices[0]).toMatchObject({ message: { content: 'You said: user:' }, finish_reason: 'length' });
  expect(engine.asked.at(-1)).toMatchObject({
    maxTokens: 3,
    temperature: 0.5,
    topP: 0.9,
    stop: [' morning'],
    presencePenalty: 1,
    seed: 11,
  });
});

test('without settings a student answers greedily and may fill its context', async () => {
  await client.chat.completions.create({ model, messages });
  const { input: _, signal: __, ...settings } = engine.asked.at(-1)!;
  expect(settings).toEqual({ maxTokens: 64, temperature: 0, topP: 1, stop: [], presencePenalty: 0, seed: 7 });
});

test('several samples of one seed differ, and begin with the one that seed gives alone', async () => {
  const ask = async (n: number): Promise<(string | null)[]> => {
    const { choices } = await client.chat.completions.create({ model, messages, n, temperature: 1, seed: 3 });
    return choices.map(({ message }) => message.content);
  };
  const three = await ask(3);
  expect(new Set(three).size).toBe(3);
  expect(await ask(3)).toEqual(three);
  expect(await ask(1)).toEqual(three.slice(0, 1));
});

test('log-probabilities in the form of the chat API, whole and streamed', async () => {
  const wanted = { model, messages, logprobs: true, top_logprobs: 2, max_tokens: 2 };
  const content = [
    {
      token: 'You',
      logprob: -0.5,
      bytes: [89, 111, 117],
      top_logprobs: [
        { token: 'You', logprob: -0.5, bytes: [89, 111, 117] },
        { token: 'other1', logprob: -1.5, bytes: [111, 116, 104, 101, 114, 49] },
      ],
    },
    expect.objectContaining({ token: ' said:', logprob: -1.5 }),
  ];
  const { choices } = await client.chat.completions.create(wanted);
  expect(choices[0]!.logprobs).toEqual({ content, refusal: null });
  const chunks = await collect(await client.chat.completions.create({ ...wanted, stream: true }));
  expect(chunks.flatMap((chunk) => chunk.choices[0]?.logprobs?.content ?? [])).toEqual(content);
});

test('a completion takes the prompt as it stands, one or several', async () => {
  const completion = await client.completions.create({ model, prompt: ['to be', 'or not'], n: 2, max_tokens: 4 });
  expect(completion).toMatchObject({
    object: 'text_completion',
    choices: ['to be', 'to be', 'or not', 'or not'].map((prompt, index) => ({
      index,
      text: `You said: ${prompt}`,
      logprobs: null,
      finish_reason: 'stop',
    })),
    usage: { prompt_tokens: 4, completion_tokens: 16, total_tokens: 20 },
  });
});

test('log-probabilities in the form of the completions API, whole and streamed', async () => {
  const wanted = { model, prompt: 'to be', logprobs: 1 };
  const logprobs = {
    tokens: ['You', ' said:', ' to', ' be'],
    token_logprobs: [-0.5, -1.5, -2.5, -3.5],
    top_logprobs: [{ You: -0.5 }, { ' said:': -1.5 }, { ' to': -2.5 }, { ' be': -3.5 }],
    text_offset: [0, 3, 9, 12],
  };
  const { choices } = await client.completions.create(wanted);
  expect(choices[0]!.logprobs).toEqual(logprobs);
  const chunks = await collect(await client.completions.create({ ...wanted, stream: true }));
  expect(chunks.map((chunk) => chunk.choices[0]!.text).join('')).toBe('You said: to be');
  expect(chunks.flatMap((chunk) => chunk.choices[0]!.logprobs?.text_offset ?? [])).toEqual(logprobs.text_offset);
});

test('a completion without max_tokens has 16 tokens, as OpenAI has it', async () => {
  await client.completions.create({ model, prompt: 'to be' });
  expect(engine.asked.at(-1)).toMatchObject({ maxTokens: 16 });
});

test('models are listed and looked up', async () => {
  const described = { id: model, object: 'model', created: 1000, owned_by: 'limbeck', context_length: 64 };
  expect((await client.models.list()).data).toEqual([described]);
  expect(await client.models.retrieve(model)).toEqual(described);
  await expect(client.models.retrieve('gpt-9')).rejects.toMatchObject({ status: 404, code: 'model_not_found' });
});

test('errors are the classes of the package', async () => {
  const other = client.chat.completions.create({ model: 'gpt-9', messages });
  await expect(other).rejects.toBeInstanceOf(NotFoundError);
  const long = client.chat.completions.create({ model, messages: [{ role: 'user', content: 'so '.repeat(80) }] });
  await expect(long).rejects.toMatchObject({ status: 400, code: 'context_length_exceeded', param: 'messages' });
  await expect(long).rejects.toBeInstanceOf(BadRequestError);
});

test("Limbeck's own client takes a served student for a teacher", async () => {
  const teacher = createOpenAiProvider({
    model: {
      name: 'teacher',
      provider: 'openai',
      access: ['chat'],
      identity: {},
      base_url: server.url,
      model,
      queue: 'teacher',
    },
    env: {},
  });
  try {
    const { answer } = await teacher.call(
      { messages, sampling: { max_tokens: 3 } },
      { signal: new AbortController().signal },
    );
    expect(answer).toMatchObject({
      text: 'You said: user:',
      finish_reason: 'length',
      usage: { prompt_tokens: 3, completion_tokens: 3 },
    });
  } finally {
    await teacher.close();
  }
});
