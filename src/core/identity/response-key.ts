import { canonicalJson } from '../canonical-json.js';
import { sha256Hex } from '../digest.js';
import type { ModelRequest, VerbRequest } from '../models/verb-request.js';

/** Raised when the same request would be spelled another way. Raising it buys every answer again. */
export const RESPONSE_KEY_VERSION = 1;

/**
 * What a response key is the SHA-256 of: the request as the model sees it, and which model that is. Not in it: API key,
 * limits, price, retries, run, step and row; how a reply is parsed; how often it may be asked again with its error.
 */
export function responseKeyText(identity: Readonly<Record<string, unknown>>, request: ModelRequest): string {
  if (request.kind !== undefined)
    return canonicalJson({ v: RESPONSE_KEY_VERSION, kind: request.kind, model: identity, ...asked(request) });
  return canonicalJson({
    v: RESPONSE_KEY_VERSION,
    model: identity,
    messages: request.messages,
    sampling: request.sampling ?? {},
    reply_schema: request.reply?.schema,
    sample_index: request.sample_index ?? 0,
    retry: request.retry || undefined,
  });
}

/** What of a verb's request the model sees; spelt out, so that what concerns the engine alone never gets in. */
function asked(request: VerbRequest): Readonly<Record<string, unknown>> {
  switch (request.kind) {
    case 'completion': {
      const { prompt, sampling = {}, sample_index = 0, retry } = request;
      return { prompt, sampling, sample_index, retry: retry || undefined };
    }
    case 'score': {
      const { messages, text, completion, top = 0 } = request;
      return { messages, text, completion, top };
    }
    case 'logits': {
      const { messages, completion, top, temperature = 1 } = request;
      return { messages, completion, top, temperature };
    }
    default:
      return { text: request.text };
  }
}

/** 64 hex digits. Equal keys, one answer: it is paid for once. */
export function responseKey(identity: Readonly<Record<string, unknown>>, request: ModelRequest): string {
  return sha256Hex(responseKeyText(identity, request));
}
