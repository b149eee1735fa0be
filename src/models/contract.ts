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
  /** For whom: requests of one lane (a step of a run) wait in turn, lanes share an endpoint evenly. */
  readonly lane?: string;
  /** Told when the endpoint makes us wait ("429 from teacher"), for people. */
  onWaiting?(because: string, ms: number): void;
}

/** How an endpoint stands now, for people and metrics; never for decisions. */
export interface EndpointState {
  /** As the recipe names the model. */
  readonly name: string;
  /** Open: it keeps failing, nobody asks. Half-open: one request tries, the others wait for what it finds. */
  readonly circuit: 'closed' | 'open' | 'half-open';
  /** Requests it may have at once now; lower than configured while it pushes back. */
  readonly limit: number;
  readonly inFlight: number;
  /** Requests that wait for a slot, a limit or the circuit. */
  readonly waiting: number;
  /** Until when nothing is sent, milliseconds since 1970. Absent: no pause. */
  readonly paused_until_ms?: number;
  /** Why nothing is sent, or why less is: "an error of its own (503)". */
  readonly because?: string;
}

/** Called one at a time; limits, retries and concurrency inside. */
export interface OnlineProvider {
  readonly kind: 'online';
  call(request: ProviderRequest, context: CallContext): Promise<ProviderAnswer>;
  /** Absent where there is no endpoint. */
  state?(): EndpointState;
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
