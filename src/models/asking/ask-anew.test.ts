import { chatOf } from '../../../test/support/chat-of.js';
import { createMemoryLedger } from '../../../test/support/memory-stores.js';
import type { AskRequest } from '../../core/models/model-request.js';
import { createAsker } from './asker.js';
import type { BatchProvider, OnlineProvider, ProviderAnswer, ProviderRequest } from '../contract.js';

const schema = { type: 'object', properties: { n: { type: 'integer' } }, required: ['n'] };
const answerOf = (text: string): ProviderAnswer => ({
  answer: { text, finish_reason: text === '' ? 'length' : 'stop', usage: { prompt_tokens: 1, completion_tokens: 1 } },
  facts: {},
});

/** Gives the replies in turn; an empty one was cut off. */
function replying(...replies: string[]): OnlineProvider & { readonly asked: ProviderRequest[] } {
  const asked: ProviderRequest[] = [];
  return {
    kind: 'online',
    asked,
    call: async (request) => {
      asked.push(request);
      return answerOf(replies[asked.length - 1]!);
    },
    close: async () => undefined,
  };
}

const asker = createAsker({ ledger: createMemoryLedger(), clock: { now: () => 0 } });
const base = {
  run: 'run',
  step: 'read',
  model: { name: 'teacher', identity: { model: 'big' } },
  signal: new AbortController().signal,
};
const question = (content: string, over: Partial<AskRequest> = {}): AskRequest => ({
  messages: [{ role: 'user', content }],
  ...over,
});

test('an unusable reply is final, until it may be passed over: then the same is asked anew, once', async () => {
  const provider = replying('', 'whole');
  const ask = (retry?: number): Promise<unknown> =>
    asker.ask({ ...base, provider, request: question('cut', retry === undefined ? {} : { retry }) }).then(
      ({ text, reused }) => ({ text, reused }),
      (error: { code: string }) => error.code,
    );
  expect(await ask()).toBe('reply-cut-off');
  expect(await ask()).toBe('reply-cut-off');
  expect(await ask(1)).toEqual({ text: 'whole', reused: false });
  expect(await ask(1)).toEqual({ text: 'whole', reused: true });
  expect(await ask(2)).toEqual({ text: 'whole', reused: true });
  expect(await ask()).toBe('reply-cut-off');
  expect(provider.asked).toHaveLength(2);
});

test('a request with a schema begins anew with all its attempts, and with another seed where it has one', async () => {
  const provider = replying('no', 'no', 'still no', '{"n": 1}');
  const request = question('count', { reply: { schema, attempts: 1 }, sampling: { seed: 7 } });
  const keys: string[] = [];
  const onAnswer = (key: string): void => void keys.push(key);
  await expect(asker.ask({ ...base, provider, request })).rejects.toMatchObject({ code: 'reply-invalid' });
  expect(await asker.ask({ ...base, provider, onAnswer, request: { ...request, retry: 1 } })).toMatchObject({
    value: { n: 1 },
  });
  expect(provider.asked.map(chatOf).map(({ sampling, messages }) => [sampling?.seed, messages.length])).toEqual([
    [7, 1],
    [7, 3],
    [8, 1],
    [8, 3],
  ]);
  expect(new Set(keys).size).toBe(4);
});

test('a batch asks anew only for what was unusable, in a job of its own', async () => {
  const jobs: string[][] = [];
  const provider: BatchProvider = {
    kind: 'batch',
    async callAll(requests) {
      jobs.push(requests.map(chatOf).map(({ messages, retry }) => `${messages[0]!.content} ${retry ?? 0}`));
      return requests
        .map(chatOf)
        .map(({ messages, retry }) => answerOf(messages[0]!.content === 'bad' && !retry ? '' : 'good'));
    },
    close: async () => undefined,
  };
  const requests = ['fine', 'bad'].map((content) => question(content, { retry: 1 }));
  const outcomes = await asker.askAll({ ...base, provider, requests, work: '/nowhere' });
  expect(outcomes.map((outcome) => ('reply' in outcome ? outcome.reply.text : outcome.error.code))).toEqual([
    'good',
    'good',
  ]);
  expect(jobs).toEqual([['fine 0', 'bad 0'], ['bad 1']]);
});
