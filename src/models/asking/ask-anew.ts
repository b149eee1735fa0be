import type { LimbeckError } from '../../core/errors.js';
import type { AskRequest } from '../../core/models/model-request.js';
import type { ModelRequest } from '../../core/models/verb-request.js';
import type { ProviderRequest } from '../contract.js';
import type { ReadAnswer } from '../replies/read-answer.js';

/** One of the requests that stand for what a method wanted to ask. */
export interface Asking<Request extends ModelRequest = ModelRequest> {
  readonly request: Request;
  /** How often it was asked again with the error of its reply. */
  readonly round: number;
}

export function firstAsking<Request extends ModelRequest>(wanted: Request): Asking<Request> {
  return { request: retryOf(wanted) === undefined ? wanted : { ...wanted, retry: 0 }, round: 0 };
}

/**
 * What is asked after a reply that was no good: the same with the reply's error, then, as often as `wanted` says that
 * such replies may be passed over, the same anew.
 */
export function nextAsking<Request extends ModelRequest>(
  wanted: Request,
  { request, round }: Asking<Request>,
  read: Exclude<ReadAnswer<Request>, { readonly state: 'good' }>,
): Asking<Request> | { readonly error: LimbeckError } {
  if (read.state === 'again') return { request: read.request, round: round + 1 };
  const retry = (retryOf(request) ?? 0) + 1;
  return retry > (retryOf(wanted) ?? 0) ? { error: read.error } : { request: { ...wanted, retry }, round: 0 };
}

/**
 * A request without what concerns the engine alone. One that is asked anew has another seed, where it has one: the
 * endpoint would give the same reply again.
 */
export function providerRequest(wanted: ModelRequest): ProviderRequest {
  if (wanted.kind === 'completion') return withOtherSeed(wanted);
  if (wanted.kind !== undefined) return wanted;
  const { reply, ...request } = wanted;
  const asked = reply ? { ...request, reply_schema: reply.schema } : request;
  return withOtherSeed(asked);
}

function withOtherSeed<Request extends Pick<AskRequest, 'retry' | 'sampling'>>(asked: Request): Request {
  const { retry, sampling } = asked;
  if (!retry || sampling?.seed === undefined) return asked;
  return { ...asked, sampling: { ...sampling, seed: sampling.seed + retry } };
}

/** Only a text can be passed over for another; a score or a vector is what it is. */
function retryOf(request: ModelRequest): number | undefined {
  return request.kind === undefined || request.kind === 'completion' ? request.retry : undefined;
}
