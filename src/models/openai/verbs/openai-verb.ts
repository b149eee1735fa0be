import type { ProviderRequest } from '../../contract.js';
import type { ReadAnswer } from '../answer-body.js';

/** One way of asking an OpenAI-compatible endpoint: where a request goes, what is sent, what its answer says. */
export interface OpenAiVerb<Request extends ProviderRequest> {
  /** Below base_url. */
  readonly path: string;
  /** Throws where the request cannot be put to any endpoint. */
  body(model: string, request: Request, structuredOutput: boolean): object;
  read(body: unknown, request: Request): ReadAnswer;
}
