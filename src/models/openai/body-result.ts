import type { ProviderAnswer, ProviderRequest } from '../contract.js';
import { garbled, type Endpoint, type Failure } from './failure.js';
import { statusFailure } from './status-failure.js';
import { verbOf } from './verbs/openai-verbs.js';

export interface BodyResultInput {
  readonly endpoint: Endpoint;
  /** Of a reply with status 200, or of a batch's line that says so. */
  readonly body: unknown;
  readonly request: ProviderRequest;
  readonly nowMs: number;
}

/** The answer a body holds, or what went wrong: errors come with status 200 too. */
export function bodyResult({ endpoint, body, request, nowMs }: BodyResultInput): ProviderAnswer | Failure {
  const read = verbOf(endpoint, request).read(body, request);
  if (read.state === 'answer') return read.answer;
  if (read.state === 'refused') return { error: read.error, retries: 0, because: 'refused', health: 'alive' };
  if (read.state === 'garbled') return garbled(endpoint, read.what);
  if (read.status === undefined) return garbled(endpoint, `an error: ${read.message}`);
  const { status, message, code } = read;
  return statusFailure(endpoint, { status, message, code, param: undefined, headers: undefined, nowMs });
}
