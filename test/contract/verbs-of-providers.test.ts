import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCESS_OF_KIND } from '../../src/core/models/verb-access.js';
import type { ModelRequest } from '../../src/core/models/verb-request.js';
import { PROVIDERS, type ProviderName } from '../../src/core/models/provider-traits.js';
import type { BatchProvider, OnlineProvider, ProviderAnswer, ProviderRequest } from '../../src/models/contract.js';
import { createEncoderProvider } from '../../src/models/onnx-embed/encoder-provider.js';
import { createOnnxProvider } from '../../src/models/onnx/onnx-provider.js';
import { createTransformersProvider } from '../../src/models/transformers/transformers-provider.js';
import { startProvider, type ProviderUnderTest } from '../support/provider-under-test.js';
import { writeTinyEncoder } from '../support/tiny-encoder.js';
import { writeTinyStudent } from '../support/tiny-student.js';

/** Every provider and every verb: it answers, or refuses before anything is sent. No verb falls through to another. */

const folder = mkdtempSync(join(tmpdir(), 'limbeck-verbs-'));
let endpoint: ProviderUnderTest;
let providers: Record<ProviderName, (kind: Kind) => OnlineProvider | BatchProvider>;
type Kind = keyof typeof ACCESS_OF_KIND;

beforeAll(async () => {
  endpoint = await startProvider();
  const student = createOnnxProvider({ folder: writeTinyStudent(join(folder, 'student')) });
  const encoder = (gives: 'token-vectors' | 'logits'): BatchProvider =>
    createEncoderProvider({
      folder: writeTinyEncoder(join(folder, gives), { gives, config: { id2label: { 0: 'no', 1: 'yes' } } }),
      pooling: 'mean',
      normalize: true,
    });
  const trainer = {
    python: async (): Promise<string> => {
      throw new Error('The trainer was to be started.');
    },
  };
  const local = createTransformersProvider({ student: { path: folder, initial: 'weights' }, seed: 0, trainer });
  providers = {
    openai: () => endpoint.provider,
    transformers: () => local,
    onnx: () => student,
    'onnx-embed': (kind) => encoder(kind === 'classification' ? 'logits' : 'token-vectors'),
  };
});
afterAll(async () => {
  await endpoint.close();
  rmSync(folder, { recursive: true });
});

const requests: Record<Kind, ProviderRequest> = {
  chat: { messages: [{ role: 'user', content: 'card' }], sampling: { max_tokens: 2 } },
  completion: { kind: 'completion', prompt: 'card', sampling: { max_tokens: 2 } },
  score: { kind: 'score', text: 'is my card', completion: ' red' },
  logits: { kind: 'logits', messages: [{ role: 'user', content: 'card' }], completion: 'red', top: 2 },
  embedding: { kind: 'embedding', text: 'card' },
  classification: { kind: 'classification', text: 'card' },
};

async function ask(name: ProviderName, kind: Kind): Promise<ProviderAnswer> {
  const provider = providers[name](kind);
  const context = { signal: new AbortController().signal, work: folder };
  if (provider.kind === 'online') return provider.call(requests[kind], context);
  return (await provider.callAll([requests[kind]], context))[0]!;
}

const has: Record<Kind, (answer: ProviderAnswer['answer']) => boolean> = {
  chat: (answer) => answer.kind === undefined && answer.finish_reason !== '',
  completion: (answer) => answer.kind === 'completion' && answer.finish_reason !== '',
  score: (answer) => answer.kind === 'score' && answer.tokens!.length > 0,
  logits: (answer) => answer.kind === 'logits' && answer.logits !== undefined,
  embedding: (answer) => answer.kind === 'embedding' && answer.vector! !== '',
  classification: (answer) => answer.kind === 'classification' && 'yes' in answer.probabilities!,
};

const pairs = (Object.keys(PROVIDERS) as ProviderName[]).flatMap((name) =>
  (Object.keys(ACCESS_OF_KIND) as Kind[]).map((kind) => ({ name, kind })),
);

// What the trainer answers is asked of the real trainer elsewhere; here it only must not be started in vain.
const offered = pairs.filter(
  ({ name, kind }) => name !== 'transformers' && PROVIDERS[name].offers.includes(ACCESS_OF_KIND[kind]),
);
const refused = pairs.filter(({ name, kind }) => !PROVIDERS[name].offers.includes(ACCESS_OF_KIND[kind]));

test.each(offered)('$name answers a $kind, and counts its tokens', async ({ name, kind }) => {
  const { answer } = await ask(name, kind);
  expect(has[kind](answer)).toBe(true);
  expect(answer.usage.prompt_tokens).toBeGreaterThan(0);
  expect(answer.usage.completion_tokens > 0).toBe(kind === 'chat' || kind === 'completion' || kind === 'score');
});

test.each(refused)('$name refuses a $kind, and nothing is sent', async ({ name, kind }) => {
  const sent = endpoint.teacher.requests.length;
  await expect(ask(name, kind)).rejects.toMatchObject({ code: 'verb-not-offered', kind: 'fatal' });
  expect(endpoint.teacher.requests.length).toBe(sent);
});

test('every kind of request is in the table', () => {
  const kinds: readonly NonNullable<ModelRequest['kind']>[] = [
    'completion',
    'score',
    'logits',
    'embedding',
    'classification',
  ];
  expect(Object.keys(requests).toSorted()).toEqual(['chat', ...kinds].toSorted());
});
