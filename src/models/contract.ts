import type { AskRequest } from '../core/model-request.js';
import type { LedgerAnswer } from '../ledger/contract.js';

/**
 * A model provider turns one request into one answer. It knows its endpoint's limits and retries transient trouble
 * itself; it knows nothing of the ledger, of parsing or of budgets. Providers pass `providerContract`.
 */
export interface ProviderAnswer {
  readonly answer: LedgerAnswer;
  /** Facts for the ledger: model id named in the reply, request id. Never secrets. */
  readonly facts: Readonly<Record<string, string>>;
}

/** A request without what concerns the engine alone. */
export interface ProviderRequest extends Omit<AskRequest, 'reply'> {
  /** JSON Schema for endpoints with structured output. */
  readonly reply_schema?: Record<string, unknown>;
}

export interface CallContext {
  readonly signal: AbortSignal;
  /** Told when the endpoint makes us wait ("429 from teacher"), for people. */
  onWaiting?(because: string, ms: number): void;
}

/** Called one at a time; limits, retries and concurrency inside. */
export interface OnlineProvider {
  readonly kind: 'online';
  call(request: ProviderRequest, context: CallContext): Promise<ProviderAnswer>;
  close(): Promise<void>;
}

/** Answers many requests in one job (a local model in the trainer). The engine gathers a chunk's requests first. */
export interface BatchProvider {
  readonly kind: 'batch';
  /** Answers in the order of the requests. */
  callAll(
    requests: readonly ProviderRequest[],
    context: CallContext & { readonly work: string },
  ): Promise<readonly ProviderAnswer[]>;
  close(): Promise<void>;
}

export type ModelProvider = OnlineProvider | BatchProvider;
