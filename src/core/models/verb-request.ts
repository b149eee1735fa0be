import type { AskRequest, ChatMessage, ModelReply, ReplyFacts, Sampling } from './model-request.js';

/**
 * What can be asked of a model beside a chat reply. Each has a response key of its own, and the ledger keeps each answer
 * under it; a chat request has no `kind`, and its key is what it always was.
 */

/** A text goes on from a raw prompt, without any chat template. */
export interface CompleteRequest {
  readonly kind: 'completion';
  readonly prompt: string;
  readonly sampling?: Sampling;
  /** As in a chat request. */
  readonly sample_index?: number;
  readonly accept_cut_off?: boolean;
  readonly retry?: number;
}

/** How likely the model finds a text that it did not write. Exactly one of `messages` and `text`. */
export interface ScoreRequest {
  readonly kind: 'score';
  /** A conversation, as the model's own chat template renders it; the completion is its reply. */
  readonly messages?: readonly ChatMessage[];
  /** A raw prompt, which may be empty. */
  readonly text?: string;
  /** What is scored, token by token, after the prompt. */
  readonly completion: string;
  /** Likeliest tokens told at each place. Default 0: of the text's own tokens only. */
  readonly top?: number;
}

/**
 * What the model holds likely at each place of a text that it did not write, in full precision and by its own token ids:
 * for training on. Asked of local weights; `score` is for endpoints, and for looking at.
 */
export interface LogitsRequest {
  readonly kind: 'logits';
  /** A conversation, as the model's own chat template renders it; the completion is its reply. */
  readonly messages: readonly ChatMessage[];
  readonly completion: string;
  /** Likeliest tokens told at each place, at least one. */
  readonly top: number;
  /** Divides the logits. Default 1. */
  readonly temperature?: number;
}

/** One text's vector. */
export interface EmbedRequest {
  readonly kind: 'embedding';
  readonly text: string;
}

/** One text's classes. */
export interface ClassifyRequest {
  readonly kind: 'classification';
  readonly text: string;
}

export type VerbRequest = CompleteRequest | ScoreRequest | LogitsRequest | EmbedRequest | ClassifyRequest;
export type ModelRequest = AskRequest | VerbRequest;
export type VerbKind = VerbRequest['kind'];

export interface TokenChance {
  /** The model's number of it, where the endpoint tells. */
  readonly id?: number;
  /** By itself; a part of a character shows as U+FFFD. */
  readonly text: string;
  /** Natural logarithm, at temperature 1. */
  readonly logprob: number;
}

export interface ScoredToken extends TokenChance {
  /** Likeliest first. */
  readonly top: readonly TokenChance[];
  /** Probability, from 0 to 1, of all tokens that are not in `top`. */
  readonly tail: number;
}

export interface ScoreReply extends ReplyFacts {
  /** Those of the completion, in order. */
  readonly tokens: readonly ScoredToken[];
}

/** A text by token ids, as it was scored. */
export interface ScoredIds {
  readonly prompt_ids: readonly number[];
  /** The reply with the token that ends it. */
  readonly completion_ids: readonly number[];
  /** SHA-256 of the tokenizer: ids mean the same where it is the same. */
  readonly tokenizer: string;
}

export interface LogitsReply extends ReplyFacts, ScoredIds {
  /** Laid out as trainer/src/limbeck_trainer/data/logit_block.py says. */
  readonly values: Uint8Array;
}

export interface EmbedReply extends ReplyFacts {
  readonly vector: Float32Array;
}

export interface ClassifyReply extends ReplyFacts {
  /** The likeliest. */
  readonly label: string;
  readonly probabilities: Readonly<Record<string, number>>;
}

export type ReplyTo<Request extends ModelRequest> = Request extends ScoreRequest
  ? ScoreReply
  : Request extends LogitsRequest
    ? LogitsReply
    : Request extends EmbedRequest
      ? EmbedReply
      : Request extends ClassifyRequest
        ? ClassifyReply
        : ModelReply;
export type AnyReply = ModelReply | ScoreReply | LogitsReply | EmbedReply | ClassifyReply;
