import type { ChatMessage, Sampling } from '../../core/models/model-request.js';
import { requestMessages } from '../../core/models/request-messages.js';
import type { ProviderRequest } from '../contract.js';

/**
 * A guess at a request's tokens before it is sent, for limits and budgets; the endpoint's own count replaces it. A
 * byte count, on the high side for most tokenizers (English has about four bytes a token), so that limits hold.
 */
const BYTES_PER_TOKEN = 3;
/** Role and separators in a chat template. */
const TOKENS_PER_MESSAGE = 8;
/** For a reply whose length nothing bounds and none has been seen yet. */
export const UNKNOWN_REPLY_TOKENS = 256;

export function estimatePromptTokens(messages: readonly ChatMessage[]): number {
  let tokens = 0;
  for (const { content } of messages)
    tokens += TOKENS_PER_MESSAGE + Math.ceil(Buffer.byteLength(content) / BYTES_PER_TOKEN);
  return tokens;
}

/** `seen`: the longest reply so far, where known. */
export function estimateReplyTokens(sampling: Sampling | undefined, seen: number | undefined): number {
  return sampling?.max_tokens ?? seen ?? UNKNOWN_REPLY_TOKENS;
}

/** Of a request of any kind; what scores, embeds or classifies writes nothing. */
export function estimateRequestTokens(
  request: ProviderRequest,
  seen: number | undefined,
): { readonly prompt: number; readonly completion: number } {
  const prompt = estimatePromptTokens(requestMessages(request));
  const writes = request.kind === undefined || request.kind === 'completion';
  return { prompt, completion: writes ? estimateReplyTokens(request.sampling, seen) : 0 };
}
