import type { AskRequest } from '../../src/core/models/model-request.js';
import type { ModelRequest } from '../../src/core/models/verb-request.js';
import type { ChatRequest, ProviderRequest } from '../../src/models/contract.js';

/** A request that a test knows to be a chat. */
export function chatOf(request: ProviderRequest | ModelRequest): ChatRequest & Pick<AskRequest, 'reply'> {
  if (request.kind === undefined) return request;
  throw new Error(`A ${request.kind} was asked, not a chat.`);
}
