import { digestOf } from '../../core/digest.js';
import type { CompleteRequest } from '../../core/models/verb-request.js';
import type { ChatRequest } from '../contract.js';

/** What a local model draws its reply from: the request alone, so that no neighbour and no order changes a draw. */
export function requestSeed(request: ChatRequest | CompleteRequest): number {
  const { sampling = {}, sample_index = 0, retry } = request;
  const asked = request.kind === undefined ? { messages: request.messages } : { prompt: request.prompt };
  // 48 bits: what JSON's numbers carry exactly.
  return Number.parseInt(digestOf({ ...asked, sampling, sample_index, retry: retry || undefined }).slice(0, 12), 16);
}
