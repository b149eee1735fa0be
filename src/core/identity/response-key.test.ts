import type { ModelRequest } from '../models/verb-request.js';
import { responseKey, responseKeyText } from './response-key.js';

const identity = { provider: 'openai', base_url: 'http://teacher/v1', model: 'big' };
const messages = [
  { role: 'system' as const, content: 'Be brief.' },
  { role: 'user' as const, content: 'Grüße?' },
];

test('the keys of chats are those of version 0.1.0: what was paid for then is found now', () => {
  const sampling = { temperature: 0.7, top_p: 0.9, max_tokens: 40, stop: ['\n'], seed: 3 };
  const drawn = { messages, sampling, sample_index: 2, retry: 1, accept_cut_off: true };
  const formed = { messages, reply: { schema: { type: 'object' }, attempts: 4 } };
  expect([
    responseKey(identity, { messages }),
    responseKey(identity, drawn),
    responseKey({ provider: 'transformers', digest: 'ab' }, formed),
  ]).toEqual([
    '14a220e1f40b92b3fd636753c537880521e9d45a28bd9595b7ca6e555499cdbb',
    '769466ad1194015cdc170fcf3b9eed163d9f0f843a842229f5357062c9dbc019',
    '44baf791ba8147bfc94f26be83f1cce6fa63cea14aa62873b3ee1cee350bf1a9',
  ]);
});

test.each<[ModelRequest, string]>([
  [
    { kind: 'completion', prompt: '<s>', accept_cut_off: true },
    '{"kind":"completion","model":{"m":1},"prompt":"<s>","sample_index":0,"sampling":{},"v":1}',
  ],
  [
    { kind: 'score', text: 'a', completion: 'b', top: 5 },
    '{"completion":"b","kind":"score","model":{"m":1},"text":"a","top":5,"v":1}',
  ],
  [{ kind: 'embedding', text: 'a' }, '{"kind":"embedding","model":{"m":1},"text":"a","v":1}'],
  [{ kind: 'classification', text: 'a' }, '{"kind":"classification","model":{"m":1},"text":"a","v":1}'],
])('each verb has a key of its own, of what the model sees: %j', (request, text) => {
  expect(responseKeyText({ m: 1 }, request)).toBe(text);
});
