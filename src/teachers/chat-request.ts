import type { ChatMessage } from '../core/model-request.js';

/** The body of POST /v1/chat/completions, as far as an offline teacher heeds it. */
export interface ChatRequest {
  readonly model: string;
  readonly messages: readonly ChatMessage[];
  readonly temperature: number;
  readonly seed?: number;
  readonly maxTokens: number;
  readonly stop: readonly string[];
}

/** What is wrong with a request, in OpenAI's form: type, message and the parameter that is meant. */
export class BadRequest extends Error {
  constructor(
    message: string,
    readonly param: string | null = null,
  ) {
    super(message);
    this.name = 'BadRequest';
  }
}

const defaultMaxTokens = 4096;

/** Parses and checks; throws BadRequest. Parameters that rules cannot heed (top_p, penalties) are taken and ignored. */
export function parseChatRequest(body: string): ChatRequest {
  const given = parseObject(body);
  if ((given['n'] ?? 1) !== 1) throw new BadRequest('This teacher gives one choice: n must be 1.', 'n');
  if (given['stream'] === true) throw new BadRequest('This teacher does not stream: leave stream out.', 'stream');
  if (given['logprobs'] === true) {
    throw new BadRequest('This teacher is rule-based and has no log-probabilities.', 'logprobs');
  }
  const { seed } = given;
  if (seed !== undefined && seed !== null && !Number.isInteger(seed))
    throw new BadRequest('seed must be an integer.', 'seed');
  return {
    model: typeof given['model'] === 'string' ? given['model'] : '',
    messages: parseMessages(given['messages']),
    temperature: numberWithin(given['temperature'], 'temperature', [0, 2], 1),
    maxTokens: numberWithin(
      given['max_completion_tokens'] ?? given['max_tokens'],
      'max_tokens',
      [1, 1_000_000],
      defaultMaxTokens,
    ),
    stop: parseStop(given['stop']),
    ...(typeof seed === 'number' ? { seed } : {}),
  };
}

function parseObject(body: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new BadRequest('The body is not JSON.');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new BadRequest('The body is not an object.');
  return value as Record<string, unknown>;
}

function parseMessages(value: unknown): ChatMessage[] {
  if (!Array.isArray(value) || value.length === 0)
    throw new BadRequest('messages must be a list with at least one.', 'messages');
  return value.map((message: unknown, index): ChatMessage => {
    const { role, content } = (message ?? {}) as { role?: unknown; content?: unknown };
    if (role !== 'system' && role !== 'user' && role !== 'assistant') {
      throw new BadRequest('A role is system, user or assistant.', `messages[${index}].role`);
    }
    if (typeof content !== 'string') throw new BadRequest('A content is a text.', `messages[${index}].content`);
    return { role, content };
  });
}

function numberWithin(
  value: unknown,
  param: string,
  [low, high]: readonly [number, number],
  otherwise: number,
): number {
  if (value === undefined || value === null) return otherwise;
  if (typeof value === 'number' && value >= low && value <= high) return value;
  throw new BadRequest(`${param} must be a number from ${low} to ${high}.`, param);
}

function parseStop(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  const texts: unknown[] = Array.isArray(value) ? value : [value];
  if (texts.every((text) => typeof text === 'string' && text !== '')) return texts as string[];
  throw new BadRequest('stop must be a text or a list of texts.', 'stop');
}
