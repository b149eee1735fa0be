import type { JsonValue } from '../canonical-json.js';

/** What a method asks of a model, and what it gets back. Snake case: this is hashed and stored as it is. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

export interface Sampling {
  /** 0 is greedy. */
  readonly temperature?: number;
  readonly top_p?: number;
  /** Tokens the reply may have. */
  readonly max_tokens?: number;
  readonly stop?: readonly string[];
  readonly presence_penalty?: number;
  /** Sent to the endpoint; part of the response key. */
  readonly seed?: number;
}

export interface AskRequest {
  /** A chat has none; the other verbs (verb-request.ts) do. */
  readonly kind?: undefined;
  readonly messages: readonly ChatMessage[];
  readonly sampling?: Sampling;
  /** JSON Schema of the reply. The engine parses, validates and asks again with the error. */
  readonly reply?: { readonly schema: Record<string, unknown>; readonly attempts?: number };
  /**
   * Give a reply that met its token limit as it is, with finish_reason `length`, instead of failing the row. For
   * requests without a reply schema; no part of the response key.
   */
  readonly accept_cut_off?: boolean;
  /** Which of several samples of the same request this is; part of the response key. Default 0. */
  readonly sample_index?: number;
  /**
   * How often a reply that cannot be used (cut off, filtered, not fitting its schema to the end) may be passed over for
   * another to the same request. The n-th other one is a request of its own: n is part of its response key. Default 0.
   */
  readonly retry?: number;
}

export interface Usage {
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Of prompt_tokens, those the endpoint had cached. */
  readonly cached_tokens?: number;
}

/** What comes with every answer, whatever was asked. */
export interface ReplyFacts {
  readonly usage: Usage;
  /** True when the ledger had the answer: nothing was called, nothing was paid. */
  readonly reused: boolean;
  readonly response_key: string;
}

export interface ModelReply extends ReplyFacts {
  readonly text: string;
  /** The parsed reply when the request had a schema. */
  readonly value?: JsonValue;
  /** What a model that thinks before it answers gave apart from its answer; absent where the endpoint gives none. */
  readonly reasoning?: string;
  readonly finish_reason: string;
}

/** A reply whose schema says what it is. */
export interface TypedReply<Value> extends ModelReply {
  /** Parsed, and checked against the schema of the request. */
  readonly typed: Value;
}
