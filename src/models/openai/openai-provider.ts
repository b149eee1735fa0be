import type { PlanModel } from '../../../schemas/generated/plan.js';
import { AdaptiveLimit } from '../admission/adaptive-limit.js';
import { backoffMs } from '../admission/backoff.js';
import { Circuit } from '../admission/circuit.js';
import { RateLimiter } from '../admission/rate-limits.js';
import { systemClock, type Clock } from '../clock.js';
import type { CallContext, EndpointState, OnlineProvider, ProviderAnswer, ProviderRequest } from '../contract.js';
import { expectManyListeners } from '../shared-signal.js';
import { estimatePromptTokens, estimateReplyTokens } from '../token-estimate.js';
import { bodyResult } from './body-result.js';
import { openChatConnection, type ChatConnection } from './chat-connection.js';
import { chatRequest } from './chat-request.js';
import { describeEndpoint, readKey } from './endpoint-client.js';
import type { Endpoint, Failure } from './failure.js';
import { postFailure, readReply } from './http-result.js';
import { Silence } from './silence.js';
import { statusFailure } from './status-failure.js';

export interface OpenAiProviderOptions {
  readonly model: PlanModel;
  /** Where the key is read from, by the name the model gives. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  /** Gives [0, 1); spreads retries. */
  readonly random?: () => number;
}

export const DEFAULT_CONCURRENCY = 32;
const DEFAULT_RETRIES = 6;
/** A server that wants a longer pause than this is left to the next try of the whole chunk. */
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Any OpenAI-compatible chat endpoint. Retries, limits and classification are here. Throws
 * `api-key-missing` at once when the environment lacks the key.
 */
export function createOpenAiProvider(options: OpenAiProviderOptions): OnlineProvider {
  return new OpenAiProvider(options);
}

class OpenAiProvider implements OnlineProvider {
  readonly kind = 'online';
  private readonly endpoint: Endpoint;
  private readonly connection: ChatConnection;
  private readonly clock: Clock;
  private readonly random: () => number;
  private readonly retries: number;
  private readonly concurrency: AdaptiveLimit;
  private readonly rates: RateLimiter;
  private readonly circuit: Circuit;
  private readonly structuredOutput: boolean;
  private readonly silence: Silence;
  private usualReply: number | undefined;

  constructor({ model, env, clock = systemClock, random = Math.random }: OpenAiProviderOptions) {
    const { limits = {} } = model;
    const key = readKey(model, env);
    const concurrency = limits.concurrency ?? DEFAULT_CONCURRENCY;
    this.endpoint = describeEndpoint(model, key);
    this.connection = openChatConnection({
      url: `${this.endpoint.baseUrl.replace(/\/$/, '')}/chat/completions`,
      key,
      connections: concurrency,
      timeoutMs: this.endpoint.timeoutMs,
    });
    this.clock = clock;
    this.random = random;
    this.retries = limits.retries ?? DEFAULT_RETRIES;
    this.concurrency = new AdaptiveLimit(concurrency);
    this.rates = new RateLimiter(limits, clock);
    this.circuit = new Circuit(clock);
    this.silence = new Silence({ clock, retries: this.retries, giveUp: (error) => this.circuit.giveUp(error) });
    this.structuredOutput = model.structured_output === true;
  }

  async call(request: ProviderRequest, context: CallContext): Promise<ProviderAnswer> {
    const tell = (because: string, ms: number): void =>
      context.onWaiting?.(`${this.endpoint.name}: ${because}`, Math.round(ms));
    expectManyListeners(context.signal);
    const mayStillCome = this.silence.begin();
    let fewer = 0;
    for (let attempt = 0; ; attempt++) {
      mayStillCome();
      const result = await this.try(request, context, tell);
      if (!('error' in result)) return result;
      const wait = backoffMs(attempt, this.random, result.retryAfterMs);
      const isUsedUp = attempt >= this.retries || (result.retries !== undefined && fewer++ >= result.retries);
      // Before anything was heard the silence decides, for all at once.
      if ((isUsedUp && !(result.silent && this.silence.isUnbroken)) || wait > LONGEST_WAIT_MS) throw result.error;
      tell(result.because, wait);
      await this.clock.sleep(wait, context.signal);
    }
  }

  state(): EndpointState {
    const { circuit, because, pausedUntil } = this.circuit.state;
    return {
      name: this.endpoint.name,
      circuit,
      limit: this.concurrency.current,
      inFlight: this.concurrency.taken,
      waiting: this.concurrency.queued + this.circuit.queued,
      ...(pausedUntil === undefined ? {} : { paused_until_ms: pausedUntil }),
      ...(because === undefined ? {} : { because }),
    };
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  /** One request through the circuit, a slot and the rate limits, in that order; all are given back whatever happens. */
  private async try(
    request: ProviderRequest,
    { signal, lane }: CallContext,
    tell: (because: string, ms: number) => void,
  ): Promise<ProviderAnswer | Failure> {
    const passage = await this.circuit.pass(signal, tell);
    try {
      const slot = await this.concurrency.enter(signal, lane);
      try {
        const estimate = this.estimate(request);
        await this.rates.take(estimate, signal, tell);
        const result = await this.send(request, signal);
        if (!('error' in result && result.silent)) this.silence.end();
        if ('error' in result) {
          this.rates.correct(estimate, 0);
          if (result.health === 'failing') passage.failed(result.because);
          else passage.answered();
          if (result.health === 'overloaded') slot.refused();
          if (result.silent) this.silence.lasts(result.error);
          return result;
        }
        const { prompt_tokens, completion_tokens } = result.answer.usage;
        this.rates.correct(estimate, prompt_tokens + completion_tokens);
        this.usualReply =
          this.usualReply === undefined ? completion_tokens : 0.9 * this.usualReply + 0.1 * completion_tokens;
        passage.answered();
        slot.succeeded();
        return result;
      } finally {
        slot.leave();
      }
    } finally {
      passage.end();
    }
  }

  /** For tokens a minute: replies are mostly as long as those before them, whatever max_tokens allows. */
  private estimate({ messages, sampling }: ProviderRequest): number {
    return estimatePromptTokens(messages) + (this.usualReply ?? estimateReplyTokens(sampling, undefined));
  }

  private async send(request: ProviderRequest, signal: AbortSignal): Promise<ProviderAnswer | Failure> {
    const body = JSON.stringify(chatRequest(this.endpoint.model, request, this.structuredOutput));
    try {
      const reply = await this.connection.post(body, signal);
      const nowMs = this.clock.now();
      const read = readReply(reply, nowMs);
      if ('refusal' in read) return statusFailure(this.endpoint, read.refusal);
      return bodyResult({ endpoint: this.endpoint, body: read.body, request, nowMs });
    } catch (error) {
      signal.throwIfAborted();
      return postFailure(this.endpoint, error);
    }
  }
}
