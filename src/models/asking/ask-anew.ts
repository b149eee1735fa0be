import type { LimbeckError } from '../../core/errors.js';
import type { AskRequest } from '../../core/models/model-request.js';
import type { ProviderRequest } from '../contract.js';
import type { ReadReply } from '../replies/read-reply.js';

/** One of the requests that stand for what a method wanted to ask. */
export interface Asking {
  readonly request: AskRequest;
  /** How often it was asked again with the error of its reply. */
  readonly round: number;
}

export function firstAsking(wanted: AskRequest): Asking {
  return { request: wanted.retry === undefined ? wanted : { ...wanted, retry: 0 }, round: 0 };
}

/**
 * What is asked after a reply that was no good: the same with the reply's error, then, as often as `wanted` says that
 * such replies may be passed over, the same anew.
 */
export function nextAsking(
  wanted: AskRequest,
  { request, round }: Asking,
  read: Exclude<ReadReply, { readonly state: 'good' }>,
): Asking | { readonly error: LimbeckError } {
  if (read.state === 'again') return { request: read.request, round: round + 1 };
  const retry = (request.retry ?? 0) + 1;
  return retry > (wanted.retry ?? 0) ? { error: read.error } : { request: { ...wanted, retry }, round: 0 };
}

/**
 * A request without what concerns the engine alone. One that is asked anew has another seed, where it has one: the
 * endpoint would give the same reply again.
 */
export function providerRequest({ reply, ...request }: AskRequest): ProviderRequest {
  const asked = reply ? { ...request, reply_schema: reply.schema } : request;
  const { retry, sampling } = request;
  if (!retry || sampling?.seed === undefined) return asked;
  return { ...asked, sampling: { ...sampling, seed: sampling.seed + retry } };
}
