import type { PlanModel } from '../../../schemas/generated/plan.js';
import { backoffMs } from '../admission/backoff.js';
import { LONGEST_WAIT_MS, type EndpointAdmission, type EndpointLimits } from '../admission/endpoint-admission.js';
import { Endpoints } from '../admission/endpoints.js';
import { readRateHeaders } from '../admission/rate-headers.js';
import { systemClock, type Clock } from '../clock.js';
import type { CallContext, EndpointState, OnlineProvider, ProviderAnswer, ProviderRequest } from '../contract.js';
import { expectManyListeners } from '../asking/shared-signal.js';
import { estimateRequestTokens } from '../money/token-estimate.js';
import { bodyResult } from './body-result.js';
import { openChatConnection, type ChatConnection } from './chat-connection.js';
import { describeEndpoint, readKey } from './endpoint-client.js';
import type { Endpoint, Failure } from './failure.js';
import { postFailure, readReply } from './http-result.js';
import { Silence } from './silence.js';
import { statusFailure } from './status-failure.js';
import { verbOf } from './verbs/openai-verbs.js';

export interface OpenAiProviderOptions {
  readonly model: PlanModel;
  /** Where the key is read from, by the name the model gives. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  /** Gives [0, 1); spreads retries. */
  readonly random?: () => number;
  /** Those of the process; limits are shared with whoever else asks the same one. */
  readonly endpoints?: Endpoints;
}

export const DEFAULT_CONCURRENCY = 32;
const DEFAULT_RETRIES = 6;
/** Others may have asked the same meanwhile: they take a worker that stands still for gone after seconds. */
const LONG_WAIT_MS = 2_000;

/**
 * Any OpenAI-compatible endpoint: chats, raw completions, scores of given texts, vectors. Retries, limits and classification are here. Throws
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
  private readonly admission: EndpointAdmission;
  private readonly limits: EndpointLimits;
  private readonly structuredOutput: boolean;
  private readonly silence: Silence;
  private usualReply: number | undefined;

  constructor(options: OpenAiProviderOptions) {
    const { model, env, clock = systemClock, random = Math.random, endpoints = new Endpoints(clock) } = options;
    const { limits = {} } = model;
    const key = readKey(model, env);
    this.endpoint = describeEndpoint(model, key);
    this.limits = { ...limits, concurrency: limits.concurrency ?? DEFAULT_CONCURRENCY };
    this.admission = endpoints.of(model, this.limits);
    this.connection = openChatConnection({
      baseUrl: this.endpoint.baseUrl,
      key,
      connections: this.limits.concurrency,
      timeoutMs: this.endpoint.timeoutMs,
      onHeaders: (headers) => {
        const left = readRateHeaders(headers, clock.now());
        if (left) this.admission.note(left);
      },
    });
    this.clock = clock;
    this.random = random;
    this.retries = limits.retries ?? DEFAULT_RETRIES;
    const giveUp = (error: Error): void => this.admission.circuit.giveUp(error);
    this.silence = new Silence({ clock, retries: this.retries, giveUp });
    this.structuredOutput = model.structured_output === true;
  }

  async call(request: ProviderRequest, context: CallContext): Promise<ProviderAnswer> {
    this.admission.begin(this.limits);
    try {
      return await this.callUntilDone(request, context);
    } finally {
      this.admission.end(this.limits);
    }
  }

  private async callUntilDone(request: ProviderRequest, context: CallContext): Promise<ProviderAnswer> {
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
      if (wait > LONG_WAIT_MS) await context.afterLongWait?.();
    }
  }

  state(): EndpointState {
    return { name: this.endpoint.name, ...this.admission.state() };
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  /** One request, once the endpoint may be asked. */
  private async try(
    request: ProviderRequest,
    { signal, lane, afterLongWait }: CallContext,
    tell: (because: string, ms: number) => void,
  ): Promise<ProviderAnswer | Failure> {
    const since = this.clock.now();
    const admitted = await this.admission.admit({ tokens: () => this.estimate(request), signal, lane, tell });
    try {
      if (this.clock.now() - since > LONG_WAIT_MS) await afterLongWait?.();
      const result = await this.send(request, signal);
      if (!('error' in result && result.silent)) this.silence.end();
      if ('error' in result) {
        admitted.failed(result);
        if (result.silent) this.silence.lasts(result.error);
        return result;
      }
      const { prompt_tokens, completion_tokens } = result.answer.usage;
      admitted.answered(prompt_tokens + completion_tokens);
      if (completion_tokens > 0)
        this.usualReply =
          this.usualReply === undefined ? completion_tokens : 0.9 * this.usualReply + 0.1 * completion_tokens;
      return result;
    } finally {
      admitted.end();
    }
  }

  /** For tokens a minute: replies are mostly as long as those before them, whatever max_tokens allows. */
  private estimate(request: ProviderRequest): number {
    const { prompt, completion } = estimateRequestTokens(request, undefined);
    return prompt + (completion > 0 ? (this.usualReply ?? completion) : 0);
  }

  private async send(request: ProviderRequest, signal: AbortSignal): Promise<ProviderAnswer | Failure> {
    const { path, body } = verbOf(this.endpoint, request).sent(request, this.structuredOutput);
    try {
      const reply = await this.connection.post(path, JSON.stringify(body), signal);
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
