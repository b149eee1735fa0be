import { LimbeckError } from '../../core/errors.js';
import type { ModelRequest, ReplyTo, VerbRequest } from '../../core/models/verb-request.js';
import type { LedgerEntry } from '../../ledger/contract.js';
import { readReply } from './read-reply.js';
import { readVector } from './vector-text.js';

export type WithoutReused<Reply> = Reply extends unknown ? Omit<Reply, 'reused'> : never;

/** What an answer in the ledger says to a request of any kind. */
export type ReadAnswer<Request extends ModelRequest> =
  | { readonly state: 'good'; readonly reply: WithoutReused<ReplyTo<Request>> }
  /** What to ask instead. */
  | { readonly state: 'again'; readonly request: Request }
  | { readonly state: 'bad'; readonly error: LimbeckError };

/** Pure, as `readReply` is for texts. `round` counts the times the request was asked before. */
export function readAnswer<Request extends ModelRequest>(
  request: Request,
  entry: LedgerEntry,
  round: number,
): ReadAnswer<Request> {
  const read: ReadAnswer<ModelRequest> =
    request.kind === undefined || request.kind === 'completion'
      ? readReply(request, entry, round)
      : request.kind === 'logits' && entry.answer.kind === 'logits' && !entry.answer.logits
        ? { state: 'bad', error: notScored(entry) }
        : { state: 'good', reply: readVerb(request, entry) };
  // The kind of a request decides what its answer is; the compiler cannot follow that through the switch.
  return read as ReadAnswer<Request>;
}

function notScored({ answer }: LedgerEntry): LimbeckError {
  return new LimbeckError({
    code: 'text-not-scored',
    kind: 'row',
    message: `The model cannot score this text: ${answer.text}.`,
    hint: 'Shorten or leave out such rows before this step.',
  });
}

function readVerb(request: VerbRequest, entry: LedgerEntry): WithoutReused<ReplyTo<ModelRequest>> {
  const { answer, key } = entry;
  const facts = { usage: answer.usage, response_key: key };
  if (request.kind === 'score' && answer.tokens) return { ...facts, tokens: answer.tokens };
  if (request.kind === 'logits' && answer.logits) {
    const { values, ...ids } = answer.logits;
    return { ...facts, ...ids, values: Buffer.from(values, 'base64') };
  }
  if (request.kind === 'embedding' && answer.vector !== undefined)
    return { ...facts, vector: readVector(answer.vector) };
  const [likeliest] = Object.entries(answer.probabilities ?? {}).toSorted(([, a], [, b]) => b - a);
  if (request.kind === 'classification' && likeliest)
    return { ...facts, label: likeliest[0], probabilities: answer.probabilities! };
  throw new LimbeckError({
    code: 'ledger-corrupt',
    message: `The ledger's answer ${key.slice(0, 12)} is none to a request for a ${request.kind}.`,
    hint: 'Look with `limbeck ledger verify`.',
  });
}
