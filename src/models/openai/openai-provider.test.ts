import { completion } from '../../../test/support/echo-teacher.js';
import {
  SECRET_KEY,
  always,
  first,
  hello,
  startProvider,
  type ProviderUnderTest,
} from '../../../test/support/provider-under-test.js';
import { createOpenAiProvider } from './openai-provider.js';

let under: ProviderUnderTest;
afterEach(() => under.close());
const start = async (...input: Parameters<typeof startProvider>): Promise<void> => {
  under = await startProvider(...input);
};

describe('what is sent and read', () => {
  test('a request goes out as it is and its answer comes back with usage and facts', async () => {
    await start({});
    const answer = await under.call({
      messages: [
        { role: 'system', content: 'be brief' },
        { role: 'user', content: 'hello' },
      ],
      sampling: { temperature: 0, max_tokens: 50, stop: ['\n'] },
      reply_schema: { type: 'object' },
      sample_index: 3,
    });
    expect(answer).toEqual({
      answer: { text: 'hello', finish_reason: 'stop', usage: { prompt_tokens: 10, completion_tokens: 5 } },
      facts: { id: 'chatcmpl-1', model: 'echo-1' },
    });
    expect(under.teacher.requests).toEqual([
      {
        model: 'echo-1',
        messages: [
          { role: 'system', content: 'be brief' },
          { role: 'user', content: 'hello' },
        ],
        temperature: 0,
        max_tokens: 50,
        stop: ['\n'],
      },
    ]);
    expect(under.teacher.headers[0]).toMatchObject({ authorization: `Bearer ${SECRET_KEY}` });
  });

  test('an endpoint with structured output is given the schema', async () => {
    const closed = {
      type: 'object',
      properties: { a: { type: 'string' } },
      required: ['a'],
      additionalProperties: false,
    };
    await start({}, { structured_output: true });
    await under.call({ ...hello, reply_schema: closed });
    await under.call({ ...hello, reply_schema: { type: 'object', properties: { a: { type: 'string' } } } });
    await under.call();
    expect(under.teacher.requests.map(({ response_format }) => response_format)).toEqual([
      { type: 'json_schema', json_schema: { name: 'reply', strict: true, schema: closed } },
      {
        type: 'json_schema',
        json_schema: {
          name: 'reply',
          strict: false,
          schema: { type: 'object', properties: { a: { type: 'string' } } },
        },
      },
      undefined,
    ]);
  });

  test('without a key no authorization is sent, and OPENAI_* variables are not read', async () => {
    const before = { ...process.env };
    Object.assign(process.env, { OPENAI_API_KEY: 'sk-other', OPENAI_ORG_ID: 'org', OPENAI_PROJECT_ID: 'proj' });
    try {
      await start();
      const { api_key: _, ...keyless } = under.model;
      const provider = createOpenAiProvider({ model: keyless, env: {} });
      await provider.call(hello, under.context());
      await provider.close();
      expect(under.teacher.headers[0]).not.toHaveProperty('authorization');
      expect(Object.keys(under.teacher.headers[0]!).filter((name) => /openai-/.test(name))).toEqual([]);
    } finally {
      for (const name of ['OPENAI_API_KEY', 'OPENAI_ORG_ID', 'OPENAI_PROJECT_ID'])
        if (before[name] === undefined) delete process.env[name];
        else process.env[name] = before[name];
    }
  });

  test('a key that is not set is named, before anything is sent', async () => {
    await start();
    expect(() => createOpenAiProvider({ model: { ...under.model, api_key: { env: 'NO_KEY' } }, env: {} })).toThrow(
      expect.objectContaining({ code: 'api-key-missing', message: expect.stringContaining('NO_KEY'), kind: 'fatal' }),
    );
  });

  test('cached tokens, logprobs, parts and missing usage are read', async () => {
    const usage = { prompt_tokens: 10, completion_tokens: 5, prompt_tokens_details: { cached_tokens: 8 } };
    const parts = [
      {
        index: 0,
        finish_reason: 'stop',
        message: {
          content: [
            { type: 'text', text: 'a' },
            { type: 'text', text: 'b' },
          ],
        },
        logprobs: { content: [] },
      },
    ];
    await start(
      first(
        { body: completion('x', { usage }) },
        { body: completion('x', { choices: parts }) },
        { body: completion('four', { usage: undefined }) },
      ),
    );
    expect((await under.call()).answer.usage).toEqual({ prompt_tokens: 10, completion_tokens: 5, cached_tokens: 8 });
    expect((await under.call()).answer).toMatchObject({ text: 'ab', logprobs: { content: [] } });
    const uncounted = await under.call();
    expect(uncounted.facts).toMatchObject({ usage: 'estimated' });
    expect(uncounted.answer.usage.prompt_tokens).toBeGreaterThan(0);
  });

  test.each(['length', 'content_filter'])(
    'a reply that ended by %s is an answer, with or without content',
    async (finish_reason) => {
      await start(
        always({
          body: completion(null, {
            choices: [{ index: 0, message: { role: 'assistant', content: null }, finish_reason }],
          }),
        }),
      );
      expect((await under.call()).answer).toMatchObject({ text: '', finish_reason });
    },
  );
});
