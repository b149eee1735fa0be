import type { ModelRequest } from '../../../core/models/verb-request.js';
import type { ChatRequest, ProviderRequest } from '../../contract.js';
import { estimatePromptTokens } from '../../money/token-estimate.js';
import { verbNotOffered } from '../../verb-not-offered.js';
import type { ReadAnswer } from '../answer-body.js';
import { readChat } from '../chat-answer.js';
import { chatRequest } from '../chat-request.js';
import type { Endpoint } from '../failure.js';
import { completionVerb } from './completion-verb.js';
import { embeddingVerb } from './embedding-verb.js';
import type { OpenAiVerb } from './openai-verb.js';
import { scoreVerb } from './score-verb.js';

const chatVerb: OpenAiVerb<ChatRequest> = {
  path: '/chat/completions',
  body: chatRequest,
  read: (body, { messages }) =>
    readChat(body, (text) => ({
      prompt: estimatePromptTokens(messages),
      completion: estimatePromptTokens([{ role: 'assistant', content: text }]),
    })),
};

const VERBS: { readonly [Kind in NonNullable<ModelRequest['kind']> | 'chat']: OpenAiVerb<never> | undefined } = {
  chat: chatVerb,
  completion: completionVerb,
  score: scoreVerb,
  embedding: embeddingVerb,
  // The most any server tells are twenty likeliest tokens, by their text.
  logits: undefined,
  // No form of it is common to OpenAI-compatible servers.
  classification: undefined,
};

/** How an endpoint is asked for this request. Throws `verb-not-offered`. */
export function verbOf(
  endpoint: Pick<Endpoint, 'name' | 'model'>,
  { kind }: ProviderRequest,
): {
  sent(request: ProviderRequest, structuredOutput: boolean): { readonly path: string; readonly body: object };
  read(body: unknown, request: ProviderRequest): ReadAnswer;
} {
  // The request that is read and sent is of this kind: each verb takes its own.
  const verb = VERBS[kind ?? 'chat'];
  if (!verb) throw verbNotOffered(endpoint.name, kind);
  return {
    sent: (request, structuredOutput) => ({
      path: verb.path,
      body: verb.body(endpoint.model, request as never, structuredOutput),
    }),
    read: (body, request) => verb.read(body, request as never),
  };
}
