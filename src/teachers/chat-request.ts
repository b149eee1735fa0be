import type { ChatMessage, Sampling } from '../core/models/model-request.js';
import { ApiFault } from '../openai-api/api-fault.js';
import { readMessages } from '../openai-api/chat-messages.js';
import {
  parseBody,
  readMaxTokens,
  readNumber,
  readSeed,
  readStop,
  type RequestBody,
} from '../openai-api/request-fields.js';

/** The body of POST /v1/chat/completions, as far as an offline teacher heeds it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly temperature: number;
  readonly seed?: number;
  readonly maxTokens: number;
  readonly stop: readonly string[];
  /** What was said of how the reply is drawn, and nothing that was not. */
  readonly sampling: Sampling;
}

const defaultMaxTokens = 4096;

function readSampling(body: RequestBody): Sampling {
  const stop = readStop(body);
  const said = {
    temperature: readNumber(body, 'temperature', { from: 0, to: 2 }),
    top_p: readNumber(body, 'top_p', { from: 0, to: 1 }),
    presence_penalty: readNumber(body, 'presence_penalty', { from: -2, to: 2 }),
    max_tokens: readMaxTokens(body),
    seed: readSeed(body),
    stop: stop.length === 0 ? undefined : stop,
  };
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

/** Parses and checks; throws ApiFault. Parameters that rules cannot heed (top_p, penalties) are taken; rules ignore them. */
export function parseChatRequest(text: string): ChatRequest {
  const body = parseBody(text);
  const refuse = (param: string, message: string): never => {
    throw new ApiFault(message, { param });
  };
  if ((body['n'] ?? 1) !== 1) refuse('n', 'This teacher gives one choice: n must be 1.');
  if (body['stream'] === true) refuse('stream', 'This teacher does not stream: leave stream out.');
  if (body['logprobs'] === true) refuse('logprobs', 'This teacher is rule-based and has no log-probabilities.');
  const seed = readSeed(body);
  return {
    model: typeof body['model'] === 'string' ? body['model'] : '',
    messages: readMessages(body),
    temperature: readNumber(body, 'temperature', { from: 0, to: 2 }) ?? 1,
    maxTokens: readMaxTokens(body) ?? defaultMaxTokens,
    stop: readStop(body),
    ...(seed === undefined ? {} : { seed }),
    sampling: readSampling(body),
  };
}
