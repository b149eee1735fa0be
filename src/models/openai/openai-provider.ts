import OpenAI, { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import type { PlanModel } from '../../../schemas/generated/plan.js';
import { LimbeckError } from '../../core/errors.js';
import { AdaptiveLimit } from '../admission/adaptive-limit.js';
import { backoffMs } from '../admission/backoff.js';
import { Circuit } from '../admission/circuit.js';
import { RateLimiter } from '../admission/rate-limits.js';
import { systemClock, type Clock } from '../clock.js';
import type { CallContext, EndpointState, OnlineProvider, ProviderAnswer, ProviderRequest } from '../contract.js';
import { expectManyListeners } from '../shared-signal.js';
import { estimatePromptTokens, estimateReplyTokens } from '../token-estimate.js';
import { readAnswer, type ReadAnswer } from './chat-answer.js';
import { chatRequest } from './chat-request.js';
import { connectionFailed, garbled, timedOut, type Endpoint, type Failure } from './failure.js';
import { createPooledFetch, type PooledFetch } from './pooled-fetch.js';
import { createRedactor } from './redact.js';
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
const DEFAULT_TIMEOUT_SECONDS = 120;
const DEFAULT_RETRIES = 6;
/** A server that wants a longer pause than this is left to the next try of the whole chunk. */
const LONGEST_WAIT_MS = 5 * 60_000;

/**
 * Any OpenAI-compatible chat endpoint. The openai client speaks; retries, limits and classification are here. Throws
 * `api-key-missing` at once when the environment lacks the key.
 */
export function createOpenAiProvider(options: OpenAiProviderOptions): OnlineProvider {
  return new OpenAiProvider(options);
}

class OpenAiProvider implements OnlineProvider {
  readonly kind = 'online';
  private readonly endpoint: Endpoint;
  private readonly client: OpenAI;
  private readonly connections: PooledFetch;
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
    this.connections = createPooledFetch({ connections: concurrency });
    this.client = openClient(this.endpoint, key, this.connections);
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
      const result = await this.try(request, context.signal, tell);
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
    await this.connections.close();
  }

  /** One request through the circuit, a slot and the rate limits, in that order; all are given back whatever happens. */
  private async try(
    request: ProviderRequest,
    signal: AbortSignal,
    tell: (because: string, ms: number) => void,
  ): Promise<ProviderAnswer | Failure> {
    const passage = await this.circuit.pass(signal, tell);
    try {
      const slot = await this.concurrency.enter(signal);
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
    // One controller a request: the client never takes its listener off the signal it is given.
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    signal.throwIfAborted();
    signal.addEventListener('abort', abort);
    try {
      const body: unknown = await this.client.chat.completions.create(
        chatRequest(this.endpoint.model, request, this.structuredOutput),
        { signal: stop.signal },
      );
      return this.readBody(body, request);
    } catch (error) {
      signal.throwIfAborted();
      return this.failureOf(error);
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  private readBody(body: unknown, request: ProviderRequest): ProviderAnswer | Failure {
    const read: ReadAnswer = readAnswer(body, (text) => ({
      prompt: estimatePromptTokens(request.messages),
      completion: estimatePromptTokens([{ role: 'assistant', content: text }]),
    }));
    if (read.state === 'answer') return read.answer;
    if (read.state === 'garbled') return garbled(this.endpoint, read.what);
    if (read.status === undefined) return garbled(this.endpoint, `an error: ${read.message}`);
    const { status, message, code } = read;
    return statusFailure(this.endpoint, {
      status,
      message,
      code,
      param: undefined,
      headers: undefined,
      nowMs: this.clock.now(),
    });
  }

  private failureOf(error: unknown): Failure {
    if (error instanceof APIConnectionTimeoutError) return timedOut(this.endpoint);
    if (error instanceof APIConnectionError) {
      const { code, message } = (error.cause ?? error) as Error & { code?: unknown };
      return connectionFailed(this.endpoint, typeof code === 'string' ? code : undefined, message);
    }
    if (error instanceof APIError && typeof error.status === 'number') {
      const { status, message, headers } = error as APIError<number, Headers>;
      return statusFailure(this.endpoint, {
        status,
        message: message.replace(new RegExp(`^${status} `), ''),
        code: error.code ?? error.type ?? undefined,
        param: error.param ?? undefined,
        headers,
        nowMs: this.clock.now(),
      });
    }
    if (error instanceof SyntaxError) return garbled(this.endpoint, `JSON that cannot be read: ${error.message}`);
    throw error;
  }
}

function openClient(endpoint: Endpoint, key: string | undefined, connections: PooledFetch): OpenAI {
  return new OpenAI({
    baseURL: endpoint.baseUrl,
    // Null and 'off' keep the client from reading OPENAI_* variables: what is not in limbeck.yaml is not sent.
    apiKey: key ?? 'none',
    organization: null,
    project: null,
    logLevel: 'off',
    ...(key === undefined ? { defaultHeaders: { Authorization: null } } : {}),
    maxRetries: 0,
    timeout: endpoint.timeoutMs,
    fetch: connections.fetch,
  });
}

function describeEndpoint(model: PlanModel, key: string | undefined): Endpoint {
  if (model.base_url === undefined || model.model === undefined)
    throw new LimbeckError({
      code: 'model-not-bound',
      message: `The model "${model.name}" has no ${model.base_url === undefined ? 'base_url' : 'model'}.`,
      hint: 'Give `base_url` and `model` of the model in limbeck.yaml.',
    });
  return {
    name: model.name,
    baseUrl: model.base_url,
    model: model.model,
    keyEnv: model.api_key?.env,
    timeoutMs: (model.limits?.timeout_seconds ?? DEFAULT_TIMEOUT_SECONDS) * 1000,
    redact: createRedactor(key),
  };
}

function readKey(model: PlanModel, env: OpenAiProviderOptions['env']): string | undefined {
  if (!model.api_key) return undefined;
  const key = env[model.api_key.env];
  if (key) return key;
  throw new LimbeckError({
    code: 'api-key-missing',
    message: `The environment variable ${model.api_key.env}, which holds the key of "${model.name}", is not set.`,
    hint: `Set it where the worker runs: export ${model.api_key.env}=...`,
  });
}
