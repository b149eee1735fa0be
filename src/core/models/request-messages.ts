import type { ChatMessage } from './model-request.js';
import type { ModelRequest } from './verb-request.js';

/** A request of any kind as a conversation: for people, for counting tokens; never sent. */
export function requestMessages(request: ModelRequest): readonly ChatMessage[] {
  switch (request.kind) {
    case undefined:
      return request.messages;
    case 'completion':
      return [{ role: 'user', content: request.prompt }];
    case 'score': {
      const prompt = request.messages ?? [{ role: 'user' as const, content: request.text ?? '' }];
      return [...prompt, { role: 'assistant', content: request.completion }];
    }
    case 'logits':
      return [...request.messages, { role: 'assistant', content: request.completion }];
    default:
      return [{ role: 'user', content: request.text }];
  }
}
