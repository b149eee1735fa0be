import type { Access } from '../method.js';
import type { ModelRequest } from './verb-request.js';

/** What a model must offer (`access` of its binding) to be asked so. */
export const ACCESS_OF_KIND = {
  chat: 'chat',
  completion: 'completions',
  score: 'prompt_logprobs',
  logits: 'weights',
  embedding: 'embeddings',
  classification: 'classifier',
} as const satisfies Record<string, Access>;

export function accessFor({ kind }: Pick<ModelRequest, 'kind'>): Access {
  return ACCESS_OF_KIND[kind ?? 'chat'];
}

/** The context's verb for a kind of request, for messages. */
export const VERB_OF_KIND: Readonly<Record<keyof typeof ACCESS_OF_KIND, string>> = {
  chat: 'ask',
  completion: 'complete',
  score: 'score',
  logits: 'logits',
  embedding: 'embed',
  classification: 'classify',
};
