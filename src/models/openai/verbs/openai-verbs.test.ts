import {
  failureOf,
  startProvider,
  always,
  type ProviderUnderTest,
} from '../../../../test/support/provider-under-test.js';
import { logprobOf, textCompletion } from '../../../../test/support/verb-bodies.js';
import type { ScoreRequest } from '../../../core/models/verb-request.js';
import { readVector } from '../../replies/vector-text.js';

let under: ProviderUnderTest;
afterEach(() => under.close());

test('a raw prompt goes out as it is, to an address of its own', async () => {
  under = await startProvider();
  const sampling = { temperature: 1, max_tokens: 5, stop: ['\n'] };
  const { answer } = await under.call({ kind: 'completion', prompt: '<|user|>\n', sampling });
  expect(answer).toEqual({
    kind: 'completion',
    text: ' <|user|>\n',
    finish_reason: 'stop',
    usage: { prompt_tokens: 2, completion_tokens: 1 },
  });
  expect(under.teacher.paths).toEqual(['/v1/completions']);
  expect(under.teacher.requests).toEqual([{ model: 'echo-1', prompt: '<|user|>\n', ...sampling }]);
});

test('a vector comes back number for number, and its tokens are counted', async () => {
  under = await startProvider();
  const { answer } = await under.call({ kind: 'embedding', text: 'seven' });
  expect([...readVector(answer.vector!)]).toEqual([5, 2, 1]);
  expect(answer.usage).toEqual({ prompt_tokens: 5, completion_tokens: 0 });
  expect(under.teacher.requests).toEqual([{ model: 'echo-1', input: 'seven', encoding_format: 'float' }]);
  expect(under.teacher.paths).toEqual(['/v1/embeddings']);
});

const score: ScoreRequest = { kind: 'score', text: 'Is it red?', completion: ' It is', top: 2 };

test('a given text is scored by the tokens that the server echoes; the one it added is left out', async () => {
  under = await startProvider();
  const { answer } = await under.call(score);
  const scored = (text: string): unknown => ({
    text,
    logprob: logprobOf(text),
    top: [
      { text, logprob: logprobOf(text) },
      { text: ' the', logprob: -0.5 },
    ].toSorted((a, b) => b.logprob - a.logprob),
    tail: Math.max(0, 1 - Math.exp(logprobOf(text)) - Math.exp(-0.5)),
  });
  expect(answer.tokens).toEqual([scored(' It'), scored(' is')]);
  expect(under.teacher.requests).toMatchObject([
    { prompt: 'Is it red? It is', echo: true, logprobs: 2, max_tokens: 1, temperature: 0 },
  ]);
});

test.each([
  ['answers 200 and repeats nothing', { choices: [{ text: ' It is so', finish_reason: 'stop' }] }],
  [
    'repeats the text without its tokens',
    { choices: [{ text: 'Is it red? It is!', finish_reason: 'length' }], usage: { prompt_tokens: 5 } },
  ],
  [
    'tells the tokens of what it wrote alone',
    {
      choices: [{ text: 'Is it red? It is!', logprobs: { tokens: ['!'], token_logprobs: [-1], top_logprobs: [{}] } }],
      usage: { prompt_tokens: 5, completion_tokens: 1 },
    },
  ],
])('a server that %s does not score, and is refused once and for all', async (_, body) => {
  under = await startProvider(always({ body }));
  const failure = await failureOf(under.call(score));
  expect([failure.code, failure.kind, under.teacher.requests.length]).toEqual(['score-not-offered', 'fatal', 1]);
});

test('a token that reaches over the end of the prompt fails the row: its probability is not that of the text', async () => {
  under = await startProvider();
  const failure = await failureOf(under.call({ ...score, text: 'Is it re', completion: 'd then' }));
  expect([failure.code, failure.kind]).toEqual(['score-boundary', 'row']);
});

test('the first token of all has no probability', async () => {
  under = await startProvider();
  const failure = await failureOf(under.call({ kind: 'score', text: '', completion: 'red' }));
  expect([failure.code, failure.kind]).toEqual(['score-boundary', 'row']);
});

test('numbers that are none make an answer that cannot be read', async () => {
  under = await startProvider(always({ body: { data: [{ embedding: [1, null] }] } }));
  expect((await failureOf(under.call({ kind: 'embedding', text: 'x' }))).code).toBe('teacher-garbled');
});

test('a server without the address is told from one that is busy', async () => {
  under = await startProvider(always({ status: 404, body: { error: { message: 'Not Found' } } }));
  const failure = await failureOf(under.call({ kind: 'embedding', text: 'x' }));
  expect([failure.code, failure.kind, under.teacher.requests.length]).toEqual(['teacher-model-unknown', 'fatal', 1]);
});

test('what a server was not started for is said at once, not tried again', async () => {
  under = await startProvider(always({ status: 501, body: { error: { message: 'Start it with --embeddings' } } }));
  const failure = await failureOf(under.call({ kind: 'embedding', text: 'x' }));
  expect([failure.code, failure.kind, under.teacher.requests.length]).toEqual(['request-not-supported', 'fatal', 1]);
});

test('what a server with a beginning token counts before the prompt is no part of the text', async () => {
  const whole = textCompletion({ prompt: 'Is it red? It is', echo: true, logprobs: 2 });
  const [choice] = whole['choices'] as { logprobs: Record<string, unknown[]> }[];
  choice!.logprobs['tokens']!.unshift('<s>');
  choice!.logprobs['token_logprobs']!.unshift(null);
  choice!.logprobs['top_logprobs']!.unshift(null);
  under = await startProvider(always({ body: { ...whole, usage: { prompt_tokens: 6, completion_tokens: 1 } } }));
  const { answer } = await under.call(score);
  expect(answer.tokens!.map(({ text }) => text)).toEqual([' It', ' is']);
});

test('what a model thought is kept apart from what it said', async () => {
  const message = { role: 'assistant', content: '4', reasoning_content: '2 and 2' };
  under = await startProvider(always({ body: { choices: [{ message, finish_reason: 'stop' }] } }));
  const { answer } = await under.call();
  expect([answer.text, answer.reasoning]).toEqual(['4', '2 and 2']);
});
