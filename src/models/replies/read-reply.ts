import { LimbeckError } from '../../core/errors.js';
import type { AskRequest, ChatMessage, ModelReply } from '../../core/models/model-request.js';
import type { CompleteRequest } from '../../core/models/verb-request.js';
import type { LedgerEntry } from '../../ledger/contract.js';
import { replySchema } from './reply-schema.js';

/** Times a reply that cannot be used is asked again, where the request does not say. */
const DEFAULT_ATTEMPTS = 2;

export type ReadReply =
  | { readonly state: 'good'; readonly reply: Omit<ModelReply, 'reused'> }
  /** What to ask instead. */
  | { readonly state: 'again'; readonly request: AskRequest }
  | { readonly state: 'bad'; readonly error: LimbeckError };

/**
 * Reads an answer that is paid for and in the ledger. `round` counts from 0: the times this request was asked before.
 * Pure, so that reading another way later buys nothing again.
 */
export function readReply(request: AskRequest | CompleteRequest, entry: LedgerEntry, round: number): ReadReply {
  const { text, finish_reason, usage, reasoning } = entry.answer;
  const wanted = request.kind === undefined ? request.reply : undefined;
  const accepted = request.accept_cut_off === true && !wanted;
  if (finish_reason === 'length' && !accepted) return { state: 'bad', error: cutOff(request, usage.completion_tokens) };
  if (finish_reason === 'content_filter') return { state: 'bad', error: filtered() };
  const reply = {
    text,
    ...(reasoning === undefined ? {} : { reasoning }),
    finish_reason,
    usage,
    response_key: entry.key,
  };
  if (request.kind !== undefined || !request.reply) return { state: 'good', reply };
  const read = replySchema(request.reply.schema).read(text);
  if ('value' in read) return { state: 'good', reply: { ...reply, value: read.value } };
  const attempts = request.reply.attempts ?? DEFAULT_ATTEMPTS;
  if (round >= attempts) return { state: 'bad', error: invalid(read.error, round + 1) };
  return { state: 'again', request: { ...request, messages: [...request.messages, ...askAgain(text, read.error)] } };
}

/** Part of response keys: another wording buys these replies again. */
function askAgain(text: string, error: string): ChatMessage[] {
  return [
    { role: 'assistant', content: text },
    {
      role: 'user',
      content: `That reply cannot be used: ${error}. Reply again with the corrected JSON and nothing else.`,
    },
  ];
}

function cutOff(request: Pick<AskRequest, 'sampling'>, tokens: number): LimbeckError {
  const limit = request.sampling?.max_tokens;
  return new LimbeckError({
    code: 'reply-cut-off',
    kind: 'row',
    message: `The reply was cut off after ${tokens} tokens${limit === undefined ? '' : ` (max_tokens: ${limit})`}.`,
    hint: limit === undefined ? 'Ask for a shorter reply, or set a larger max_tokens.' : 'Set a larger max_tokens.',
  });
}

function filtered(): LimbeckError {
  return new LimbeckError({
    code: 'reply-filtered',
    kind: 'row',
    message: "The endpoint's content filter stopped the reply.",
    hint: 'Change the prompt, or leave the row on the failure list.',
  });
}

function invalid(error: string, asked: number): LimbeckError {
  return new LimbeckError({
    code: 'reply-invalid',
    kind: 'row',
    message: `The reply does not fit its schema: ${error} (asked ${asked} ${asked === 1 ? 'time' : 'times'}).`,
    hint: 'Show the model the wanted form in the prompt, loosen the schema, or raise `attempts` of the reply.',
  });
}
