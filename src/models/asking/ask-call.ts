import type { LimbeckError } from '../../core/errors.js';
import type { AskRequest, ModelReply } from '../../core/models/model-request.js';
import type { AnyReply, ModelRequest, ReplyTo } from '../../core/models/verb-request.js';
import type { PlanModel, Plan } from '../../../schemas/generated/plan.js';
import type { BatchProvider, BuyingMode, OnlineProvider, RemoteProvider } from '../contract.js';

/**
 * What stands between a method's `ask` and a provider. The asker owns, once for all methods: the response key, the
 * ledger lookup and the durable write before use, joining equal requests in flight, the budget, parsing and asking again.
 */
export interface Asker {
  /**
   * One request to an online endpoint. Throws LimbeckError:
   * `row` (`reply-cut-off`, `reply-filtered`, `reply-invalid`, and what the provider says of this request alone),
   * `budget` (`budget-reached`, before the call that would pass it), `transient` and `fatal` as the provider or the
   * ledger say. An aborted signal rejects with the signal's reason.
   */
  ask<Request extends ModelRequest>(call: AskCall<Request>): Promise<ReplyTo<Request>>;
  /**
   * Many requests to a batch model, outcomes in their order: the ledger first, one job for the missing, further jobs
   * for replies that must be asked again. Throws only what concerns them all, and JobsPending while remote jobs are under way.
   */
  askAll<Request extends ModelRequest>(call: AskAllCall<Request>): Promise<readonly AskOutcome<ReplyTo<Request>>[]>;
}

/** Which model is asked. From PlanModel, or made for a model that a distill step left behind. */
export interface AskedModel {
  /** As the recipe names it; for messages. */
  readonly name: string;
  /** Hashed into the response key: PlanModel.identity, or `{ provider: 'transformers', digest }`. */
  readonly identity: Readonly<Record<string, unknown>>;
  /** Absent: unknown, and then costs are unknown too, never 0. */
  readonly price?: PlanModel['price'];
  /** How its answers are bought; part of what they cost, never of what they are. Default: online. */
  readonly mode?: BuyingMode;
}

export type Budget = Plan['budget'];

/** What both forms say. */
export interface AskBase {
  readonly run: string;
  readonly step: string;
  readonly model: AskedModel;
  readonly signal: AbortSignal;
  /**
   * What the run may spend, the step of it, and all runs of the project together; each limit absent is no limit. Answers
   * of local models spend none of it.
   */
  readonly budget?: { readonly run?: Budget; readonly step?: Budget; readonly project?: Budget };
  /** Told once per answer used: bought (calls 1) or found in the ledger or in flight (reused 1). */
  onSpend?(spend: AnswerSpend): void;
  /**
   * Told of every answer used, also of one that was asked again, with what was asked for it. `place` is the request's
   * place among those of a batch; 0 for a single one.
   */
  onAnswer?(key: string, request: ModelRequest, place: number): void;
  /** Told when the endpoint makes us wait, for people. */
  onWaiting?(because: string, ms: number): void;
}

export interface AskCall<Request extends ModelRequest = AskRequest> extends AskBase {
  readonly provider: OnlineProvider;
  readonly request: Request;
}

export interface AskAllCall<Request extends ModelRequest = AskRequest> extends AskBase {
  readonly provider: BatchProvider | RemoteProvider;
  readonly requests: readonly Request[];
  /**
   * Folder for the job's files; the same after a crash, so that a half-done job resumes. Each round of asking again
   * has its own folder inside it.
   */
  readonly work: string;
  /** Told of requests of remote jobs that failed for good; whoever forgets them asks them anew. */
  onRefused?(key: string): void;
}

/** One answer's share of a step's spend; the shape of run events' `Spend`, so that addSpend sums it. */
export interface AnswerSpend {
  /** 1 when it was paid for now. Answers of local models are counted in neither `calls` nor `reused`. */
  readonly calls: number;
  /** 1 when it was there already. */
  readonly reused: number;
  /** Of answers paid for now; 0 for reused ones. */
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
  /** Billionths of a US dollar; absent when nothing was paid or the price is unknown. */
  readonly cost_nanousd?: number;
}

export type AskOutcome<Reply extends AnyReply = ModelReply> =
  | { readonly reply: Reply }
  | { readonly error: LimbeckError };
